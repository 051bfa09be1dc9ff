import { readFileSync } from 'fs';
import { join } from 'path';
import { services } from '../../state/kinds/service';
import { objectsOf } from '../../testing/demo';
import { runningCluster } from '../grid/runningCluster';
import { routesTo } from '../routes/routes';

const folder = join(__dirname, '../grid');

/** What oauth2-proxy is asked about, where the case of the grid is written otherwise. */
function askedAbout(change: (yaml: string) => string): readonly string[] {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const state = runningCluster(
    [
      ...objectsOf(read('base.yaml'), 'base'),
      ...objectsOf(read('haproxy-ingress/controller.yaml'), 'controller'),
      ...objectsOf(change(read('haproxy-ingress/oauth.yaml')), 'oauth'),
    ],
    'outside',
  );
  const login = state.get(services, 'shop', 'login');
  return (login ? routesTo(state, login) : [])
    .filter(({ ref }) => ref.purpose === 'external authorization')
    .map(({ ref }) => `${ref.name} ${ref.host}${ref.path}`);
}

describe('oauth2-proxy behind HAProxy Ingress', () => {
  it('is asked about Ingresses with annotation oauth', () => {
    expect(askedAbout(yaml => yaml)).toEqual(['web shop.example.com/']);
  });

  it.each([
    ['that have another implementation', 'oauth2_proxy', 'dex'],
    ['where it has another path', 'path: /oauth2', 'path: /login'],
    [
      'where another controller serves its path',
      'name: login, namespace: shop }\nspec:\n  ingressClassName: haproxy',
      'name: login, namespace: shop }\nspec:\n  ingressClassName: other',
    ],
    [
      'that have auth-url, too',
      "    haproxy-ingress.github.io/service-upstream: 'true'",
      '    haproxy-ingress.github.io/auth-url: http://192.0.2.1/verify',
    ],
  ])('is not asked about those %s', (_, written, otherwise) => {
    const changed = (yaml: string) => yaml.replace(written, otherwise);
    expect(
      changed(readFileSync(join(folder, 'haproxy-ingress/oauth.yaml'), 'utf8')),
    ).toContain(otherwise);
    expect(askedAbout(changed)).toEqual([]);
  });
});
