import { cluster } from '../../testing/cluster';
import { forwardedBy } from './addresses';

const dns = (name: string, protocol: string) => ({ name, port: 53, protocol });
const state = cluster({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'kube-system', name: 'kube-dns' },
  spec: {
    clusterIP: '10.96.0.10',
    ports: [
      dns('dns', 'UDP'),
      dns('dns-tcp', 'TCP'),
      { name: 'syslog', port: 514, protocol: 'UDP' },
    ],
  },
});

describe('the port of a Service that a number stands for, that of TCP first', () => {
  it.each([
    [53, 'dns-tcp'],
    [514, 'syslog'],
    [80, undefined],
  ])('%d is %s', (port, expected) => {
    const found = forwardedBy(state, '10.96.0.10', port);
    expect(found?.ports.map(one => one.name).join()).toBe(expected);
  });
});
