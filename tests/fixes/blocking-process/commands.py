import asyncio
import os
import subprocess
import sys


async def main():
    python = sys.executable
    print(subprocess.run([python, "-c", "print(1)"], capture_output=True, text=True).stdout)
    print(subprocess.check_output([python, "-c", "print(2)"]).decode().strip())
    print(os.system("exit 3") >> 8)
    process = subprocess.Popen([python, "-c", "import sys; print(sys.stdin.read())"], stdin=-1, stdout=-1)
    out, _ = process.communicate(b"four")
    print(out.strip().decode(), process.wait())
    try:
        subprocess.check_call([python, "-c", "raise SystemExit(5)"])
    except subprocess.CalledProcessError as error:
        print(error.returncode)


asyncio.run(main())
