import { examplePosture } from '../__fixtures__/posture';
import { gateOf } from '../gate/failOn';
import { verdictOf } from '../gate/verdictOf';
import { drawSvg } from './diagram/drawSvg';
import { printMarkdown } from './printMarkdown';
import { printMermaid } from './printMermaid';
import { toJunit, xml } from './toJunit';

const [hop] = examplePosture().paths[0].hops;
const odd = '<b>"a" & [b](c) | `d`';
const oddPosture = examplePosture({
  sentence: odd,
  paths: [{ ...examplePosture().paths[0], hops: [{ ...hop, host: odd }] }],
});

describe('JUnit', () => {
  it('has a case a service, which fails with what the gate is about', () => {
    const postures = [examplePosture()];
    const verdict = verdictOf(postures, gateOf(['error']), undefined);
    expect(toJunit(postures, verdict))
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ingress-posture" tests="1" failures="1" errors="0">
  <testsuite name="ingress-posture" tests="1" failures="1" errors="0">
    <testcase classname="shop" name="cart">
      <failure message="Plaintext sent to a STRICT port" type="IP0102">IP0102 Plaintext sent to a STRICT port: Ingress shop/web sends plaintext to cart.</failure>
      <system-out>rejected, standalone, proven: nginx sends plaintext and cart demands mTLS: clients get 502.</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it('fails nothing where nobody asked for a gate', () => {
    const postures = [examplePosture()];
    const junit = toJunit(postures, verdictOf(postures, gateOf([]), undefined));
    expect(junit).toContain('failures="0"');
    expect(junit).not.toContain('<failure');
  });

  it('writes text as XML can', () => {
    expect(xml('a\u0000<b>\ud800 "&"')).toBe('a&lt;b&gt; &quot;&amp;&quot;');
  });
});

describe('Markdown', () => {
  it('has a table of all services and what is wrong with each', () => {
    const text = printMarkdown([examplePosture()], ['Something is assumed.']);
    expect(text).toContain('1 service: 1 rejected.');
    expect(text).toContain('> Something is assumed.');
    expect(text).toContain(
      '| `shop/cart` | standalone | 🔴 rejected | proven | ingress-nginx |',
    );
    expect(text).toContain(
      '- ingress-nginx -&gt; cart: pod-ip 10.4.0.7:8080, Host shop.example.com, plaintext, rejected',
    );
    expect(text).toContain(
      '- **IP0102** error: Plaintext sent to a STRICT port.',
    );
  });

  it('lets no name become a tag, a link or a cell', () => {
    const text = printMarkdown([oddPosture]);
    expect(text).not.toContain('<b>"a"');
    expect(text).not.toMatch(/[^\\]\[b\]/);
    expect(text).not.toMatch(/[^\\]\| `d`/);
  });
});

describe('Mermaid', () => {
  it('draws a box each thing and a line each connection, crossed out where it is refused', () => {
    expect(printMermaid([examplePosture()])).toBe(`flowchart LR
  n0["ingress-nginx"]
  n1["shop/cart"]
  n0 --x|"dials pod IPs<br/>Host shop.example.com<br/>plaintext · rejected"| n1
  classDef mesh fill:#f0f8f3,stroke:#8cc5a5
  linkStyle 0 stroke:#b3261e,color:#b3261e
`);
  });

  it('draws a service without paths as a box alone', () => {
    expect(printMermaid([examplePosture({ paths: [] })])).toContain(
      'n0["shop/cart<br/>rejected, standalone"]',
    );
  });

  it('lets no name end its quotes', () => {
    expect(printMermaid([oddPosture])).toContain(
      '"dials pod IPs<br/>Host #60;b#62;#34;a#34; #38; [b](c) | #96;d#96;<br/>plaintext · rejected"',
    );
  });

  it('lets no value begin a line of its own', () => {
    const [path] = examplePosture().paths;
    const lines = { ...hop, host: 'a\n  click n0 "x"\r\nb' };
    const drawn = printMermaid([
      examplePosture({ paths: [{ ...path, hops: [lines] }] }),
    ]);
    expect(drawn).toContain('Host a click n0 #34;x#34; b<br/>');
  });
});

describe('SVG', () => {
  it('holds all boxes and lines, as XML', () => {
    const svg = drawSvg([examplePosture()]);
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+"/,
    );
    expect(svg).toContain('>ingress-nginx</text>');
    expect(svg).toContain('>shop/cart</text>');
    expect(svg).toContain('>plaintext · rejected</text>');
    expect(svg).toContain('url(#end-blocked)');
    expect(svg).not.toContain('NaN');
  });

  it('writes odd names as XML can', () => {
    expect(drawSvg([oddPosture])).toContain(
      'Host &lt;b&gt;&quot;a&quot; &amp; [b](c)',
    );
  });

  it('is a small empty picture where there is nothing to draw', () => {
    expect(drawSvg([])).not.toMatch(/NaN|Infinity/);
  });
});
