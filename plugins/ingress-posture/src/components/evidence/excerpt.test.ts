import { Evidence } from '@ingress-posture/engine';
import { excerptOf } from './excerpt';

const object = 'Pod shop/cart-1';

/** The excerpt as text; marked lines begin with `>`. */
const drawn = (...evidence: Partial<Evidence>[]) =>
  excerptOf(
    evidence.map(one => ({ object, field: '', value: '', ...one })),
  ).map(({ text, marked, remark }) =>
    [marked ? '>' : ' ', text, remark ? ` # ${JSON.stringify(remark)}` : '']
      .join('')
      .trimEnd(),
  );

const head = [
  ' kind: Pod',
  ' metadata:',
  '   name: cart-1',
  '   namespace: shop',
];

describe('excerptOf', () => {
  it('marks the line of a field among what names its object', () => {
    expect(
      drawn({
        object: 'PeerAuthentication shop/default',
        resourceVersion: '8123',
        field: 'spec.mtls.mode',
        value: 'STRICT',
      }),
    ).toEqual([
      ' kind: PeerAuthentication',
      ' metadata:',
      '   name: default',
      '   namespace: shop',
      '   resourceVersion: 8123',
      ' spec:',
      '   mtls:',
      '>    mode: STRICT',
    ]);
  });

  it('leaves the namespace out of an object that has none', () => {
    expect(
      drawn({
        object: 'IngressClass nginx',
        field: 'spec.controller',
        value: 'k8s.io/ingress-nginx',
      }),
    ).toEqual([
      ' kind: IngressClass',
      ' metadata:',
      '   name: nginx',
      ' spec:',
      '>  controller: k8s.io/ingress-nginx',
    ]);
  });

  it.each([
    [
      'an annotation',
      'metadata.annotations[a.io/b]',
      'true',
      [...head, '   annotations:', '>    a.io/b: true'],
    ],
    [
      'an annotation that is not there',
      'metadata.annotations[a.io/b]',
      '(absent)',
      [...head, '   annotations:', '>    # a.io/b: # {"kind":"absent"}'],
    ],
    [
      'an item by its name',
      'spec.containers[app].image',
      'nginx:1',
      [
        ...head,
        ' spec:',
        '   containers:',
        '     - name: app',
        '>      image: nginx:1',
      ],
    ],
    [
      'an item without a name',
      'spec.containers[].image',
      'nginx:1',
      [...head, ' spec:', '   containers:', '>    - image: nginx:1'],
    ],
    [
      'a port by its number',
      'spec.ports[80]',
      'HTTP',
      [
        ...head,
        ' spec:',
        '   ports:',
        '>    - port: 80 # {"kind":"read-as","value":"HTTP"}',
      ],
    ],
    [
      'an argument behind its flag',
      'spec.initContainers[istio-init].args[-b]',
      '""',
      [
        ...head,
        ' spec:',
        '   initContainers:',
        '     - name: istio-init',
        '       args:',
        '>        - -b',
        '>        - "\\"\\""',
      ],
    ],
    [
      'a whole spec',
      'spec',
      'a → b',
      [...head, '>spec: # {"kind":"read-as","value":"a → b"}'],
    ],
  ])('shows %s', (_, field, value, expected) => {
    expect(drawn({ field, value })).toEqual(expected);
  });

  it('puts what was read from one object into one excerpt', () => {
    expect(
      drawn(
        { field: 'metadata.annotations[a]', value: '1' },
        { field: 'metadata.annotations[b]', value: '(absent)' },
      ),
    ).toEqual([
      ...head,
      '   annotations:',
      '>    a: 1',
      '>    # b: # {"kind":"absent"}',
    ]);
  });
});
