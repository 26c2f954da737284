const A = <T,>(p: P) => <Foo<T> a="x &amp; y" {...d} on={async () => { await p.f() }}>{list.map(i => <li key={i}>{i as string}</li>)}</Foo>;
@dec class B { @e m(): void {} }
