import { bucket, derive, deriveTable, groupBy } from '../state/derived';
import { Pod, pods } from '../state/kinds/pod';
import { indexBy } from '../state/objectIndex';
import { matchesLabels } from '../state/selector';
import type { EdgeRef } from '../posture/servicePosture';
import { flagOf } from './flagOf';
import { hasRepository } from './hasRepository';
import { ownerOf } from './owner';
import type { PodRecognition, VendorDescription } from './vendorDescription';
import { vendors } from './vendors';

/** One running installation of an in-cluster vendor. */
export interface Instance {
  readonly vendor: VendorDescription;
  readonly namespace: string;
  /** IngressClass.spec.controller that it serves; empty when the vendor has no such flag. */
  readonly controllerClass: string;
  /** Value of kubernetes.io/ingress.class that it serves. */
  readonly className: string;
  /** "namespace/name" of its ConfigMap. */
  readonly configMap?: string;
  readonly pods: readonly Pod[];
}

// Few pods are an edge's: they are picked out as they come.
const edgePods = indexBy(pods, pod =>
  vendors.some(vendor => vendor.pods && isOf(pod, vendor.pods)) ? ['any'] : [],
);

const edgeOrigins = [bucket(edgePods, 'any')];

/** Every installation of every in-cluster vendor, sorted by namespace. */
export const instances = derive(edgeOrigins, (state): readonly Instance[] =>
  vendors.flatMap(vendor => {
    const { pods: recognition } = vendor;
    if (!recognition) return [];
    const recognised = state
      .lookup(edgePods, 'any')
      .filter(pod => isOf(pod, recognition));
    return [
      ...groupBy(recognised, pod => [groupKey(pod, recognition)]).values(),
    ].map(group => instanceOf(vendor, recognition, group));
  }),
);

/** The vendor installation that a pod belongs to. */
export const instanceByPod = deriveTable(
  edgeOrigins,
  (state): ReadonlyMap<string, Instance> =>
    new Map(
      state
        .read(instances)
        .flatMap(instance =>
          instance.pods.map((pod): [string, Instance] => [
            `${pod.meta.namespace}/${pod.meta.name}`,
            instance,
          ]),
        ),
    ),
);

/** An installation is called after the workload that keeps its pods. */
export function instanceRef(instance: Instance): EdgeRef {
  const { kind, namespace, name } = ownerOf(instance.pods[0]);
  const { id, title } = instance.vendor;
  return { vendor: id, title, kind, namespace, name };
}

function isOf(pod: Pod, recognition: PodRecognition): boolean {
  if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return false;
  return (
    recognition.labels.some(wanted => matchesLabels(wanted, pod.meta.labels)) ||
    pod.containers.some(container =>
      recognition.images.some(image => hasRepository(container.image, image)),
    )
  );
}

function groupKey(pod: Pod, recognition: PodRecognition): string {
  const { classFlags } = recognition;
  return JSON.stringify([
    pod.meta.namespace,
    classFlags && flagOf(pod, classFlags.controller.flag),
    classFlags && flagOf(pod, classFlags.name.flag),
    emissaryId(pod),
  ]);
}

function instanceOf(
  vendor: VendorDescription,
  recognition: PodRecognition,
  group: readonly Pod[],
): Instance {
  const [pod] = group;
  const { classFlags, configMapFlag } = recognition;
  const configMap = configMapFlag && flagOf(pod, configMapFlag);
  return {
    vendor,
    namespace: pod.meta.namespace,
    controllerClass: classFlags
      ? flagOf(pod, classFlags.controller.flag) ?? classFlags.controller.default
      : '',
    className: classFlags
      ? flagOf(pod, classFlags.name.flag) ?? classFlags.name.default
      : '',
    ...(configMap !== undefined && {
      // Charts write the namespace as a reference to the pod's own.
      configMap: configMap.replace('$(POD_NAMESPACE)', pod.meta.namespace),
    }),
    pods: group,
  };
}

/** Emissary partitions its Mappings by this id; unset means `default`. */
export function emissaryId(pod: Pod): string {
  return (
    pod.containers
      .map(container => container.env.AMBASSADOR_ID)
      .find(id => id !== undefined) ?? 'default'
  );
}
