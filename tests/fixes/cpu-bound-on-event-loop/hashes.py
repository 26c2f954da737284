import asyncio
import hashlib
import zlib


async def main():
    key = hashlib.scrypt(b"password", salt=b"salt", n=1024, r=8, p=1)
    print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex(), key.hex())
    print(zlib.decompress(zlib.compress(b"x" * 100)).decode())


asyncio.run(main())
