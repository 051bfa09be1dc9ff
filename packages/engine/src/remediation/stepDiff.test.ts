import type { PatchType } from './commands';
import type { JsonOperation } from './jsonPatch';
import { deletionDiff, patchDiff } from './stepDiff';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  namespace: 'shop',
  name: 'cart',
};
const head = [
  ' apiVersion: v1',
  ' kind: Service',
  ' metadata:',
  '   name: cart',
  '   namespace: shop',
];

interface Case {
  readonly what: string;
  readonly type: PatchType;
  readonly patch: unknown;
  readonly undo: unknown;
  readonly shown: readonly string[];
}

function container(args: readonly string[] | null) {
  const containers = [{ name: 'app', args }];
  return { spec: { template: { spec: { containers } } } };
}

const numbered = (numbers: readonly number[]) => ({
  spec: { ports: numbers.map(port => ({ name: `p-${port}`, port })) },
});

const json = (...operations: JsonOperation[]) => operations;

const cases: readonly Case[] = [
  {
    what: 'shows a field that changes below its parents',
    type: 'merge',
    patch: { spec: { mtls: { mode: 'STRICT' } } },
    undo: { spec: { mtls: { mode: 'PERMISSIVE' } } },
    shown: [' spec:', '   mtls:', '-    mode: PERMISSIVE', '+    mode: STRICT'],
  },
  {
    what: 'goes on with labels and annotations where the name of the object ends',
    type: 'merge',
    patch: {
      metadata: { annotations: { 'a.io/new': 'on', 'a.io/old': null } },
    },
    undo: { metadata: { annotations: { 'a.io/new': null, 'a.io/old': '8' } } },
    shown: ['   annotations:', '+    a.io/new: "on"', '-    a.io/old: "8"'],
  },
  {
    what: 'takes what is null on both sides for something that is not there',
    type: 'merge',
    patch: { spec: { type: 'ClusterIP', ranges: null } },
    undo: { spec: { type: 'NodePort' } },
    shown: [' spec:', '-  type: NodePort', '+  type: ClusterIP'],
  },
  {
    what: 'leaves out what taking back writes besides',
    type: 'merge',
    patch: { spec: { type: 'ClusterIP' } },
    undo: {
      spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 31080 }] },
    },
    shown: [' spec:', '-  type: NodePort', '+  type: ClusterIP'],
  },
  {
    what: 'shows all of what is new, without the nulls in it',
    type: 'merge',
    patch: { spec: { tls: { mode: 'SIMPLE', sni: null } } },
    undo: { spec: { tls: null } },
    shown: [' spec:', '+  tls:', '+    mode: SIMPLE'],
  },
  {
    what: 'shows a value that comes to have fields',
    type: 'merge',
    patch: { spec: { to: { name: 'b' } } },
    undo: { spec: { to: 'a' } },
    shown: [' spec:', '-  to: a', '+  to:', '+    name: b'],
  },
  {
    what: 'shows of a list that is written whole what is around its changes',
    type: 'merge',
    patch: numbered([1, 2, 3, 4, 5, 60]),
    undo: numbered([1, 2, 3, 4, 5, 6]),
    shown: [
      ' spec:',
      '   ports:',
      '     # 6 lines as they are',
      '     - name: p-4',
      '       port: 4',
      '     - name: p-5',
      '       port: 5',
      '-    - name: p-6',
      '-      port: 6',
      '+    - name: p-60',
      '+      port: 60',
    ],
  },
  {
    what: 'names the entry of a list inside of which something changes',
    type: 'merge',
    patch: { spec: { rules: [{ host: 'a', l: [1, 2, 3, 4, 5, 60] }] } },
    undo: { spec: { rules: [{ host: 'a', l: [1, 2, 3, 4, 5, 6] }] } },
    shown: [
      ' spec:',
      '   rules:',
      '     - host: a',
      '       l:',
      '         # 2 lines as they are',
      '         - 3',
      '         - 4',
      '         - 5',
      '-        - 6',
      '+        - 60',
    ],
  },
  {
    what: 'finds a container by its name in a strategic merge patch',
    type: 'strategic',
    patch: container(['--fast', '--loud']),
    undo: container(['--loud']),
    shown: [
      ' spec:',
      '   template:',
      '     spec:',
      '       containers:',
      '         - name: app',
      '           args:',
      '+            - --fast',
      '             - --loud',
    ],
  },
  {
    what: 'shows a container that is given its first words',
    type: 'strategic',
    patch: container(['--fast']),
    undo: container(null),
    shown: [
      ' spec:',
      '   template:',
      '     spec:',
      '       containers:',
      '         - name: app',
      '+          args:',
      '+            - --fast',
    ],
  },
  {
    what: 'finds ports of a Service by their numbers in a strategic merge patch',
    type: 'strategic',
    patch: { spec: { ports: [{ port: 80, appProtocol: 'tcp' }] } },
    undo: { spec: { ports: [{ port: 80, appProtocol: 'http' }] } },
    shown: [
      ' spec:',
      '   ports:',
      '     - port: 80',
      '-      appProtocol: http',
      '+      appProtocol: tcp',
    ],
  },
  {
    what: 'adds, replaces and removes fields of an entry by a JSON Patch',
    type: 'json',
    patch: json(
      { op: 'test', path: '/spec/routes/2/name', value: 'cart' },
      { op: 'add', path: '/spec/routes/2/url', value: 'http://cart' },
      { op: 'replace', path: '/spec/routes/2/type', value: 'network' },
      { op: 'remove', path: '/spec/routes/2/port' },
    ),
    undo: json(
      { op: 'test', path: '/spec/routes/2/name', value: 'cart' },
      { op: 'remove', path: '/spec/routes/2/url' },
      { op: 'replace', path: '/spec/routes/2/type', value: 'service' },
      { op: 'add', path: '/spec/routes/2/port', value: 80 },
    ),
    shown: [
      ' spec:',
      '   routes:',
      '     # routes[2]',
      '     - name: cart',
      '+      url: http://cart',
      '-      type: service',
      '+      type: network',
      '-      port: 80',
    ],
  },
  {
    what: 'shows an entry whose name changes by a JSON Patch',
    type: 'json',
    patch: json(
      { op: 'test', path: '/spec/pools/0/service', value: 'cart' },
      { op: 'add', path: '/spec/pools/0/service', value: 'gateway' },
    ),
    undo: json(
      { op: 'test', path: '/spec/pools/0/service', value: 'gateway' },
      { op: 'add', path: '/spec/pools/0/service', value: 'cart' },
    ),
    shown: [
      ' spec:',
      '   pools:',
      '     # pools[0]',
      '     -',
      '-      service: cart',
      '+      service: gateway',
    ],
  },
  {
    what: 'shows an entry more by a JSON Patch',
    type: 'json',
    patch: json({
      op: 'add',
      path: '/spec/rules/0/filters/1',
      value: { type: 'URLRewrite' },
    }),
    undo: json({ op: 'remove', path: '/spec/rules/0/filters/1' }),
    shown: [
      ' spec:',
      '   rules:',
      '     # rules[0]',
      '     - filters:',
      '         # filters[1]',
      '+        - type: URLRewrite',
    ],
  },
  {
    what: 'reads slashes and tildes in names of a JSON Patch',
    type: 'json',
    patch: json({
      op: 'add',
      path: '/metadata/annotations/a.io~1b~0c',
      value: 'x',
    }),
    undo: json({ op: 'remove', path: '/metadata/annotations/a.io~1b~0c' }),
    shown: ['   annotations:', '+    a.io/b~c: x'],
  },
];

describe('the diff of a patch', () => {
  it.each(cases)('$what', ({ type, patch, undo, shown }) => {
    expect(patchDiff(service, patch, undo, type)).toBe(
      [...head, ...shown, ''].join('\n'),
    );
  });

  it('names no namespace of an object that has none', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', name: 'shop' };
    const labelled = (value: string | null) => ({
      metadata: { labels: { 'istio-injection': value } },
    });
    expect(
      patchDiff(namespace, labelled(null), labelled('disabled'), 'merge'),
    ).toBe(
      [
        ' apiVersion: v1',
        ' kind: Namespace',
        ' metadata:',
        '   name: shop',
        '   labels:',
        '-    istio-injection: disabled',
        '',
      ].join('\n'),
    );
  });
});

describe('the diff of a deletion', () => {
  it('is the head of the object, all of it removed', () => {
    expect(deletionDiff(service)).toBe(
      [
        '-apiVersion: v1',
        '-kind: Service',
        '-metadata:',
        '-  name: cart',
        '-  namespace: shop',
        '-# and all else that it says',
        '',
      ].join('\n'),
    );
  });
});
