import { cluster, plainPod } from '../../testing/cluster';
import { captured } from '../capture';

// What annotations leave to the sidecar: istio tools/istio-iptables/pkg/capture/run.go, as the CNI plugin reads them.
type Annotations = Readonly<Record<string, string>>;

const pod = 'edge/lb-0';
const inbound: readonly (readonly [string, Annotations, number, boolean])[] = [
  ['everything without an annotation', {}, 8080, true],
  [
    'nothing with an empty includeInboundPorts',
    { includeInboundPorts: '' },
    8080,
    false,
  ],
  ['everything with *', { includeInboundPorts: '*' }, 8080, true],
  ['a port of the list', { includeInboundPorts: '80,8080' }, 8080, true],
  ['no port besides the list', { includeInboundPorts: '80' }, 8080, false],
  ['no excluded port', { excludeInboundPorts: '9090,8080' }, 8080, false],
  ['ports besides the excluded', { excludeInboundPorts: '9090' }, 8080, true],
  [
    'a listed port even when it is excluded',
    { includeInboundPorts: '8080', excludeInboundPorts: '8080' },
    8080,
    true,
  ],
  [
    'no port of an excluded interface',
    { excludeInterfaces: 'eth0' },
    8080,
    false,
  ],
  ['not the port of health checks', {}, 15021, false],
  ['not the port of metrics', {}, 15090, false],
  ['not the port of status', {}, 15020, false],
];

const service = '10.96.0.1';
const podAddress = '10.1.0.1';
const outbound: readonly (readonly [
  string,
  Annotations,
  string,
  number,
  boolean,
])[] = [
  ['everything without an annotation', {}, service, 80, true],
  [
    'nothing with empty includeOutboundIPRanges',
    { includeOutboundIPRanges: '' },
    service,
    80,
    false,
  ],
  [
    'Services, when their range is listed',
    { includeOutboundIPRanges: '10.96.0.0/12' },
    service,
    80,
    true,
  ],
  [
    'no pods then',
    { includeOutboundIPRanges: '10.96.0.0/12' },
    podAddress,
    8080,
    false,
  ],
  [
    'no Services, when their range is excluded',
    { excludeOutboundIPRanges: '10.96.0.0/12' },
    service,
    80,
    false,
  ],
  [
    'what is excluded and included: not',
    { includeOutboundIPRanges: '*', excludeOutboundIPRanges: '10.96.0.1/32' },
    service,
    80,
    false,
  ],
  ['no excluded port', { excludeOutboundPorts: '80' }, service, 80, false],
  [
    'an included port, whatever the ranges',
    { includeOutboundIPRanges: '', includeOutboundPorts: '80' },
    service,
    80,
    true,
  ],
  [
    'no included port in an excluded range',
    { includeOutboundPorts: '80', excludeOutboundIPRanges: '10.96.0.0/12' },
    service,
    80,
    false,
  ],
  [
    'no included port that is excluded',
    { includeOutboundPorts: '80', excludeOutboundPorts: '80' },
    service,
    80,
    false,
  ],
  [
    'everything outbound where nothing inbound is',
    { includeInboundPorts: '' },
    service,
    80,
    true,
  ],
];

function withAnnotations(annotations: Annotations) {
  const prefixed = Object.entries(annotations).map(([name, value]) => [
    `traffic.sidecar.istio.io/${name}`,
    value,
  ]);
  return cluster(
    plainPod(pod, {
      ip: '10.1.9.1',
      annotations: {
        'sidecar.istio.io/status': '{}',
        ...Object.fromEntries(prefixed),
      },
      spec: {
        initContainers: [{ name: 'istio-validation' }],
        containers: [
          { name: 'lb' },
          {
            name: 'istio-proxy',
            image: 'istio/proxyv2:1.31.1',
            args: ['proxy', 'sidecar'],
          },
        ],
      },
    }),
  );
}

describe('inbound redirection takes', () => {
  it.each(inbound)('%s', (_name, annotations, port, expected) => {
    expect(captured(withAnnotations(annotations), pod, { port })).toBe(
      expected,
    );
  });
});

describe('outbound redirection takes', () => {
  it.each(outbound)('%s', (_name, annotations, address, port, expected) => {
    const state = withAnnotations(annotations);
    expect(captured(state, pod, { address, port })).toBe(expected);
  });
});
