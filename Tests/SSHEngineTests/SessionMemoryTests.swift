import Testing

@testable import SSHEngine

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// libssh2's memory, whoever of the two gives it back.
@Suite struct SessionMemoryTests {
    @Test func `a block may be given back to free itself, as libssh2 1.11 does with an ECDSA key's`() throws {
        var memory = SessionMemory()
        let block = try #require(unsafe memory.allocate(133))
        unsafe free(block)
        // Its place may be given out again: it is counted once.
        let others = try (0..<64).map { _ in try #require(unsafe memory.allocate(133)) }
        #expect(Set(others).count == 64)
        let isTaken = others.contains(block)
        #expect(memory.blocks == (isTaken ? 64 : 65))
        for other in others { unsafe memory.release(other) }
        #expect(memory.blocks == (isTaken ? 0 : 1))
        #expect(memory.bytes == (isTaken ? 0 : 133))
    }

    @Test func `a block that is none of ours is given back, and not counted`() {
        var memory = SessionMemory()
        unsafe memory.release(malloc(16))
        unsafe memory.release(nil)
        #expect(memory.blocks == 0 && memory.bytes == 0)
    }

    @Test func `a block that grows or shrinks counts as what it is, up to the allowance`() throws {
        var memory = SessionMemory()
        var block = try #require(unsafe memory.resize(nil, to: 100))
        block = try #require(unsafe memory.resize(block, to: 10_000))
        #expect(memory.bytes == 10_000 && memory.blocks == 1)
        block = try #require(unsafe memory.resize(block, to: 1))
        #expect(memory.bytes == 1 && memory.peakBytes == 10_000)
        #expect(unsafe memory.resize(block, to: SessionMemory.limit + 1) == nil)
        #expect(unsafe memory.allocate(SessionMemory.limit) == nil)
        unsafe memory.release(block)
        #expect(memory.blocks == 0 && memory.bytes == 0)
    }
}
