import { demoObjects, fleetObjects, stateOf } from '../testing/demo';
import { Analysis } from './analysis';
import type { Judged } from './analyze';

interface ServiceLike {
  readonly kind: string;
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: { readonly selector?: object; readonly ports?: object[] };
}

interface SliceLike {
  readonly kind: string;
  readonly metadata: {
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

type Objects = readonly unknown[];

const owner = 'kubernetes.io/service-name';

function servicesOf(objects: Objects): readonly ServiceLike[] {
  return (objects as readonly ServiceLike[]).filter(
    ({ kind, spec }) => kind === 'Service' && spec.selector,
  );
}

/** A Service of the same pods under another name, as operators and roll-outs make them. */
function twin(
  objects: Objects,
  { metadata: { namespace, name }, spec }: ServiceLike,
  own: string,
  more: { readonly clusterIP: string; readonly ports?: readonly object[] },
): Objects {
  const slices = (objects as readonly SliceLike[]).filter(
    ({ kind, metadata }) =>
      kind === 'EndpointSlice' &&
      metadata.namespace === namespace &&
      metadata.labels?.[owner] === name,
  );
  const ports = (spec.ports ?? []).map(one => ({
    ...one,
    nodePort: undefined,
  }));
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      // Of several, Istio goes by the oldest.
      metadata: {
        namespace,
        name: own,
        creationTimestamp: '2026-11-20T08:00:00Z',
      },
      spec: { ports, selector: spec.selector, ...more },
    },
    ...slices.map((slice, index) => ({
      ...slice,
      metadata: {
        namespace,
        name: `${own}-${index}`,
        labels: { [owner]: own },
      },
      ...(more.ports && { ports: [{ name: 'http-metrics', port: 9090 }] }),
    })),
  ];
}

/** What is said of the services that were there before, all of it. */
function saidOf(before: Objects, objects: Objects): readonly Judged[] {
  const own = new Set(
    servicesOf(before).map(
      ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
    ),
  );
  return new Analysis(stateOf(objects))
    .refresh()
    .judged.filter(({ service }) =>
      own.has(`${service.namespace}/${service.name}`),
    );
}

const addressAt = (index: number) => `10.250.${index >> 8}.${index & 255}`;

type Beside = (objects: Objects) => Objects;

describe('a verdict is the same beside', () => {
  it.each<[string, Beside]>([
    [
      'headless Services of the same pods, as StatefulSets have',
      objects =>
        servicesOf(objects).flatMap(one =>
          twin(objects, one, `${one.metadata.name}-headless`, {
            clusterIP: 'None',
          }),
        ),
    ],
    [
      'Services of the same pods and ports, as roll-outs have',
      objects =>
        servicesOf(objects).flatMap((one, index) =>
          twin(objects, one, `${one.metadata.name}-stable`, {
            clusterIP: addressAt(index),
          }),
        ),
    ],
    [
      'Services of another port of them, as metrics have, and before them by name',
      objects =>
        servicesOf(objects).flatMap((one, index) =>
          twin(objects, one, `0-${one.metadata.name}`, {
            clusterIP: addressAt(index),
            ports: [{ name: 'http-metrics', port: 9090, targetPort: 9090 }],
          }),
        ),
    ],
    [
      'ExternalName Services that nothing leads to',
      objects =>
        servicesOf(objects).map(({ metadata: { namespace, name } }) => ({
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { namespace, name: `${name}-alias` },
          spec: {
            type: 'ExternalName',
            externalName: `${name}.${namespace}.svc.cluster.local`,
          },
        })),
    ],
  ])('%s', (_, beside) => {
    for (const objects of [demoObjects(), fleetObjects()]) {
      const more = beside(objects);
      expect(more.length).toBeGreaterThan(0);
      expect(saidOf(objects, [...more, ...objects])).toEqual(
        saidOf(objects, objects),
      );
    }
  });
});
