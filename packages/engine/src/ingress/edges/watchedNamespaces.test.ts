import { objectsOf, stateOf } from '../../testing/demo';
import { instances } from './instances';
import { watches } from './watchedNamespaces';

const controller = (image: string, args: readonly string[]) =>
  objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: edge-1, namespace: edge }
spec:
  containers:
    - name: controller
      image: '${image}'
      args: ${JSON.stringify(args)}
status: { phase: Running }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ingress: public, team: cart } }
---
apiVersion: v1
kind: Namespace
metadata: { name: edge }
`);

const nginx = 'registry.k8s.io/ingress-nginx/controller:v1.15.1';
const nginxInc = 'nginx/nginx-ingress:5.5.4';
const haproxytech = 'haproxytech/kubernetes-ingress:3.2.11';

function watched(image: string, ...args: readonly string[]): boolean {
  const state = stateOf(controller(image, args));
  const [instance] = state.read(instances);
  const meta = { ...instance.pods[0].meta, namespace: 'shop' };
  return watches(state, instance, { meta }, 'Ingress');
}

describe('the namespaces that a controller watches', () => {
  it.each([
    ['all, where nothing keeps it to some', nginx, [], true],
    ['the one that is named', nginx, ['--watch-namespace=shop'], true],
    ['no other', nginx, ['--watch-namespace=mail'], false],
    ['its own', nginx, ['--watch-namespace=$(POD_NAMESPACE)'], false],
    ['all, where the name is empty', nginx, ['--watch-namespace='], true],
    ['each of a list', nginxInc, ['-watch-namespace', 'mail, shop'], true],
    ['those that are named in turn', haproxytech, ['a', 'shop'], true],
  ] as const)('are %s', (_, image, args, is) => {
    const flags =
      image === haproxytech
        ? args.map(one => `--namespace-whitelist=${one}`)
        : args;
    expect(watched(image, ...flags)).toBe(is);
  });

  it.each([
    ['ingress=public', true],
    ['ingress==public,team=cart', true],
    ['ingress=public,team=mail', false],
    ['ingress!=public', false],
    ['stage!=test', true],
    ['team', true],
    ['stage', false],
    ['!stage', true],
    ['!team', false],
    // Sets are not read, and keep nobody out.
    ['team in (mail)', true],
  ])('are those with labels that meet %s: %s', (selector, is) => {
    expect(watched(nginx, `--watch-namespace-selector=${selector}`)).toBe(is);
  });

  it('are not those that are left out', () => {
    expect(watched(haproxytech, '--namespace-blacklist=shop')).toBe(false);
    expect(watched(haproxytech, '--namespace-blacklist=mail')).toBe(true);
  });
});
