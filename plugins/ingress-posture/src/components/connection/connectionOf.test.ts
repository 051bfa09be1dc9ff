import { cart } from '../../__fixtures__/cart';
import { ledger } from '../../__fixtures__/ledger';
import { connectionOf } from './connectionOf';

const [gateway, nginx] = cart.paths;
const dialled = { address: '10.0.0.7', port: 8080 };

describe('connectionOf', () => {
  it('asks what an edge in the cluster dials, from its own pods', () => {
    expect(connectionOf(nginx, nginx.hops[1])).toEqual({
      from: `${nginx.edge.namespace}/${nginx.edge.name}`,
      address: '10.0.0.7',
      port: 8080,
      protocol: 'http',
      host: 'old.example.com',
    });
  });

  it('asks for a cloud’s load balancer from outside every mesh', () => {
    const [path] = ledger.paths;
    const hop = { ...path.hops[1], ...dialled };
    expect(connectionOf(path, hop)).toMatchObject({ from: null, ...dialled });
  });

  it('knows no address of what clients dial', () => {
    expect(connectionOf(nginx, nginx.hops[0])).toBeNull();
  });

  it('leaves to an Istio gateway what its routes decide', () => {
    const hop = { ...gateway.hops[1], from: 'gateway' as const, ...dialled };
    expect(connectionOf(gateway, hop)).toBeNull();
  });
});
