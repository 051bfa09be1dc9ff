import { Connection } from '@ingress-posture/engine';
import { problemsOf, toConnection, toFields } from './connectionFields';

const connections: Connection[] = [
  {
    from: null,
    address: '203.0.113.7',
    port: 443,
    protocol: 'tcp',
    tls: 'tls',
  },
  {
    from: 'edge/nginx',
    address: 'cart.shop.svc',
    port: 80,
    protocol: 'http',
    host: 'shop.example.com',
  },
];

describe('the form of a connection', () => {
  it.each(connections)('says %j and nothing else', connection => {
    expect(toConnection(toFields(connection))).toEqual(connection);
  });

  it.each([
    ['', '80', ['address']],
    ['cart', '', ['port']],
    ['cart', '0', ['port']],
    ['cart', '65536', ['port']],
    ['cart', '80.5', ['port']],
    [' ', 'web', ['address', 'port']],
    ['cart', '65535', []],
  ])(
    'of address "%s" and port "%s" has the problems %j',
    (address, port, problems) => {
      expect(problemsOf({ ...toFields(null), address, port })).toEqual(
        problems,
      );
    },
  );
});
