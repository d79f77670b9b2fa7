#include "core/base/sha256.h"

#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4 and of Python's hashlib")
{
    CHECK(sha256Hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256Hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256Hex(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("Every length around a block has a digest of its own")
{
    std::string before;
    for (std::size_t length = 50; length < 130; ++length) {
        const std::string digest = sha256Hex(std::string(length, 'x'));
        CHECK(digest.size() == 64);
        CHECK(digest != before);
        before = digest;
    }
    // hashlib.sha256(b"x" * 64).hexdigest()
    CHECK(sha256Hex(std::string(64, 'x')) == "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c");
}
