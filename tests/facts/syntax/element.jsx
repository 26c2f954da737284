const a = <A.B x="1" y={z} {...w} data-v v:w={<b/>}><C/>text {d} &nbsp; {/* none */}{...e}<><i>f</i></></A.B>;
