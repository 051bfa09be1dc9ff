import { protocolOfPort } from './protocolSelection';

const plain = { protocol: 'TCP', targetPort: 8080 } as const;

describe('the protocol of a port', () => {
  it.each([
    ['http', undefined, 80, 'HTTP'],
    ['http-public', undefined, 80, 'HTTP'],
    ['HTTP-Public', undefined, 80, 'HTTP'],
    ['http2-x', undefined, 80, 'HTTP2'],
    ['grpc-web', undefined, 80, 'GRPC-WEB'],
    ['grpc-web-x', undefined, 80, 'GRPC-WEB'],
    ['grpc-x', undefined, 80, 'GRPC'],
    ['https', undefined, 443, 'HTTPS'],
    ['tls-x', undefined, 443, 'TLS'],
    ['tcp-x', undefined, 80, 'TCP'],
    ['web', undefined, 80, 'AUTO'],
    ['httpx', undefined, 80, 'AUTO'],
    ['hbone', undefined, 80, 'AUTO'],
    [undefined, undefined, 80, 'AUTO'],
    [undefined, undefined, 3306, 'TCP'],
    ['web', undefined, 27017, 'TCP'],
    ['http', undefined, 3306, 'HTTP'],
    ['tcp', 'http', 80, 'HTTP'],
    ['http', 'tcp', 80, 'TCP'],
    ['tcp', 'kubernetes.io/h2c', 80, 'HTTP2'],
    ['tcp', 'kubernetes.io/ws', 80, 'HTTP'],
    ['tcp', 'kubernetes.io/wss', 80, 'HTTPS'],
    ['http', 'example.com/mine', 80, 'AUTO'],
  ])('named %s with appProtocol %s on %d: %s', (name, app, port, expected) => {
    const asked = {
      ...plain,
      port,
      ...(name !== undefined && { name }),
      ...(app !== undefined && { appProtocol: app }),
    };
    expect(protocolOfPort(asked)).toBe(expected);
  });

  it('is UDP whatever its name says', () => {
    const asked = { ...plain, protocol: 'UDP', port: 80, name: 'http' };
    expect(protocolOfPort(asked)).toBe('UDP');
  });
});
