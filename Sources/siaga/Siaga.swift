import SiagaCommands

@main
struct Siaga {
    static func main() async {
        await SiagaCommand.start()
    }
}
