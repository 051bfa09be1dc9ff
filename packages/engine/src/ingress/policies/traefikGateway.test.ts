import { readFileSync } from 'fs';
import { join } from 'path';
import { dialsTo } from '../..';
import { objectsOf } from '../../testing/demo';
import { runningCluster } from '../grid/runningCluster';

const folder = join(__dirname, '../grid');

function protocolTo(appProtocol: string, file: string): readonly string[] {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const port = `{ name: https, port: 443, targetPort: 8443, appProtocol: ${appProtocol} }`;
  const base = read('base.yaml').replace(
    '{ name: https, port: 443, targetPort: 8443 }',
    port,
  );
  const state = runningCluster(
    [
      ...objectsOf(base, 'base'),
      ...objectsOf(read('traefik/controller.yaml'), 'controller'),
      ...objectsOf(read(`traefik/${file}.yaml`), file),
    ],
    'outside',
  );
  return dialsTo(state, { namespace: 'shop', name: 'cart' })
    .filter(({ route }) => route.kind === 'HTTPRoute')
    .map(({ protocol, tls }) => `${protocol}, ${tls ? 'TLS' : 'plain'}`);
}

describe('a BackendTLSPolicy at a Gateway of Traefik', () => {
  it.each(['kubernetes.io/h2c', 'http', 'https'])(
    'makes it HTTPS, where the port says %s',
    appProtocol => {
      expect(protocolTo(appProtocol, 'httproute-backendtlspolicy')).toEqual([
        'http, TLS',
      ]);
    },
  );
});
