import { objectsOf, stateOf } from '../../testing/demo';
import { instances } from './instances';

interface Container {
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function pod(
  name: string,
  containers: readonly Container[],
  labels: Readonly<Record<string, string>> = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'edge', labels },
    spec: {
      containers: containers.map(({ image, args, env = {} }, index) => ({
        name: `c${index}`,
        image,
        args,
        env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
      })),
    },
    status: { phase: 'Running' },
  };
}

const seen = (...all: readonly object[]) =>
  stateOf(objectsOf(all.map(one => JSON.stringify(one)).join('\n---\n')))
    .read(instances)
    .map(({ vendor, className, controllerClass, pods }) => ({
      vendor: vendor.id,
      className,
      controllerClass,
      pods: pods.map(one => one.meta.name),
    }));

const kongProxy: Container = { image: 'kong:3.9' };
const kongController: Container = {
  image: 'kong/kubernetes-ingress-controller:3.5',
  env: { CONTROLLER_INGRESS_CLASS: 'kong-internal' },
};

describe('an installation of a vendor', () => {
  it('takes its class from a variable of a controller in the same pod', () => {
    expect(seen(pod('kong', [kongProxy, kongController]))).toMatchObject([
      { vendor: 'kong', className: 'kong-internal', pods: ['kong'] },
    ]);
  });

  it('takes it from a controller in a pod of its own, which dials nothing', () => {
    expect(
      seen(pod('proxy', [kongProxy]), pod('controller', [kongController])),
    ).toMatchObject([
      { vendor: 'kong', className: 'kong-internal', pods: ['proxy'] },
    ]);
  });

  it.each([
    [[], 'haproxy.org/ingress-controller', ''],
    [
      ['--ingress.class=haproxy'],
      'haproxy.org/ingress-controller/haproxy',
      'haproxy',
    ],
  ])(
    'that is told %p goes by controller %s and class %p',
    (args, controllerClass, className) => {
      const image = 'haproxytech/kubernetes-ingress:3.2';
      expect(seen(pod('edge', [{ image, args }]))).toMatchObject([
        { vendor: 'haproxytech', controllerClass, className },
      ]);
    },
  );

  it('is known by a label whatever its value, where that names the installation', () => {
    const label =
      'ingresscontroller.operator.openshift.io/deployment-ingresscontroller';
    expect(
      seen(pod('router', [{ image: 'any' }], { [label]: 'internal' })),
    ).toMatchObject([{ vendor: 'openshift-router' }]);
  });

  // Kong's chart migrates its database with Kong's own image, outside the mesh.
  it.each(['Job', 'CronJob'])('has no pod of a %s', kind => {
    const made = pod('migrations', [kongProxy]);
    const ownerReferences = [
      { apiVersion: 'batch/v1', kind, name: 'migrations', controller: true },
    ];
    const migrating = {
      ...made,
      metadata: { ...made.metadata, ownerReferences },
    };
    expect(seen(pod('proxy', [kongProxy]), migrating)).toMatchObject([
      { vendor: 'kong', pods: ['proxy'] },
    ]);
    expect(seen(migrating)).toEqual([]);
  });
});
