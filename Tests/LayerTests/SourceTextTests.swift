import Testing

@Suite struct SourceTextTests {
    @Test func `finds every form of an import`() {
        let text = SourceText(
            """
            import A
            public import B
            @testable import C
            @preconcurrency internal import struct D.E
            // import F
            let text = "import G"
            important(H)
            """
        )
        #expect(text.imports.map(\.module) == ["A", "B", "C", "D"])
        #expect(text.imports.map(\.line) == [1, 2, 3, 4])
    }

    @Test func `does not look into comments and strings`() {
        let text = SourceText(
            #"""
            print(1) // print(2)
            /* print(3)
            print(4) */ let a = "print(5) \" print(6)"
            let b = """
                print(7) "quoted"
                """
            sprint(8); x.print(9)
                print(10)
            """#
        )
        #expect(text.lines(holding: "print(") == [1, 8])
    }

    @Test func `does not look into raw strings`() {
        let text = SourceText(
            "let a = #\"say \"print(1)\\\"#; print(2)\nlet b = #\"\"\"\nprint(3)\n\"\"\"#\nprint(4)"
        )
        #expect(text.lines(holding: "print(") == [1, 5])
    }

    @Test func `reads the manifest`() {
        let manifest = Manifest(
            """
            let yams = Target.Dependency.product(name: "Yams", package: "Yams")
                    layer("A", ["B", yams], settings: []),
                    layer(
                        "C",
                        [
                            "A", yams,
                        ]
                    ),
                    tests("CTests", []),
                    .executableTarget(name: "d", dependencies: ["C"], swiftSettings: strict),
            """
        )
        #expect(
            manifest.dependencies == ["A": ["B", "Yams"], "C": ["A", "Yams"], "CTests": [], "d": ["C"]]
        )
    }
}
