import ArgumentParser
import SiagaCommands

@main
struct Siaga {
    static func main() async {
        await SiagaCommand.main()
    }
}
