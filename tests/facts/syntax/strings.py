'' "a" '''b''' """c
d""" r'\d' b"e" u''
f"{a}" F'{b!r:>{w}}' rf"{c=}" f"plain" f'{{}}' f"""{d}
{e}"""
"a" "b"
f"a" "b"
t"{x}"
"don't" 'say "hi"'
