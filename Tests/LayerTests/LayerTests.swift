import Testing

@Suite struct LayerTests {
    private let layers = Dictionary(uniqueKeysWithValues: Layer.all.map { ($0.name, $0) })

    @Test func `points downwards only`() {
        var below: Set<String> = []
        for layer in Layer.all {
            #expect(layer.layers.subtracting(below).isEmpty, "\(layer.name) imports what is not below it")
            below.insert(layer.name)
        }
    }

    @Test func `lists the folders of Sources, each of them`() throws {
        let targets = Set(try SourceTree.files().filter { !$0.isTest }.map(\.target))
        #expect(targets == Set(layers.keys))
    }

    @Test func `agrees with the manifest`() throws {
        let manifest = try Manifest(SourceTree.text(at: "Package.swift"))
        for layer in Layer.all where !Layer.systemLibraries.contains(layer.name) {
            let declared = try #require(manifest.dependencies[layer.name], "\(layer.name) is not declared")
            #expect(declared == layer.layers.union(layer.outside), "\(layer.name)")
        }
    }

    @Test func `imports only what its layer may`() throws {
        for file in try SourceTree.files() where file.isSwift && !file.isTest {
            let layer = try #require(layers[file.target])
            let toolchain =
                Layer.sharedByTests.contains(file.target) ? Layer.toolchainOfTests : Layer.toolchain
            let allowed = Layer.withCompanions(layer.layers.union(layer.outside)).union(toolchain)
            for (module, line) in file.code.imports {
                #expect(allowed.contains(module), "\(file):\(line): \(file.target) may not import \(module)")
            }
        }
    }

    @Test func `imports in tests only what the manifest declares`() throws {
        let manifest = try Manifest(SourceTree.text(at: "Package.swift"))
        for file in try SourceTree.files() where file.isSwift && file.isTest {
            let declared = try #require(manifest.dependencies[file.target], "\(file.target) is not declared")
            let allowed = Layer.withCompanions(declared).union(Layer.toolchainOfTests)
            for (module, line) in file.code.imports {
                #expect(allowed.contains(module), "\(file):\(line): \(module) is not declared")
            }
        }
    }

    @Test(arguments: [
        ("CLibSSH2", "SSHEngine"), ("CArchive", "BundleImport"), ("CCurl", "BundleImport"),
        ("CRE2", "Checks"),
    ])
    func `lets one target alone touch a C library`(_ library: String, _ target: String) throws {
        let users = try SourceTree.files().filter { file in
            file.isSwift && file.code.imports.contains { $0.module == library }
        }
        #expect(Set(users.map(\.target)) == [target])
    }
}
