import type { ClusterState } from '../../state/clusterState';
import { bucket, derive, deriveTable, groupBy } from '../../state/derived';
import { isDone, Pod, pods } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';
import type { Labels } from '../../state/read';
import type { EdgeRef } from '../../posture/servicePosture';
import { flagOf, isFlagSet, variableOf } from './flagOf';
import { hasRepository } from './hasRepository';
import { ownerOf } from './owner';
import type {
  ClassName,
  PodRecognition,
  VendorDescription,
} from '../vendorDescription';
import { vendors } from '../vendors';

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
  /** "namespace/name" of the Gateway that its pods were made for. */
  readonly gateway?: string;
  /** Ready ones first. */
  readonly pods: readonly Pod[];
  /** Pods that hold its flags, where those that dial have none. */
  readonly controlPlane: readonly Pod[];
}

// Few pods are an edge's: they are picked out as they come.
const edgePods = indexBy(pods, pod => (isAnyVendors(pod) ? ['any'] : []));

const known = new WeakMap<Pod['containers'], WeakMap<Labels, boolean>>();

// Pods of one ReplicaSet share these two (state/siblings.ts), so that each set is looked at once.
function isAnyVendors(pod: Pod): boolean {
  if (!isServer(pod)) return false;
  const { containers, meta } = pod;
  const byLabels = known.get(containers) ?? new WeakMap<Labels, boolean>();
  known.set(containers, byLabels);
  const before = byLabels.get(meta.labels);
  if (before !== undefined) return before;
  const found = vendors.some(
    ({ pods: recognition }) =>
      recognition &&
      (isOf(pod, recognition) || isControlPlane(pod, recognition)),
  );
  byLabels.set(meta.labels, found);
  return found;
}

const edgeOrigins = [bucket(edgePods, 'any')];

/** Every installation of every in-cluster vendor, sorted by namespace. */
export const instances = derive(edgeOrigins, (state): readonly Instance[] =>
  vendors.flatMap(vendor => {
    const { pods: recognition } = vendor;
    if (!recognition) return [];
    const all = state.lookup(edgePods, 'any');
    const recognised = all.filter(pod => isOf(pod, recognition));
    return [
      ...groupBy(recognised, pod => [groupKey(pod, vendor)]).values(),
    ].map(group =>
      instanceOf(
        vendor,
        recognition,
        readyFirst(group),
        controlPlaneOf(all, group, vendor),
      ),
    );
  }),
);

// What holds for an installation is asked of its first pod: one that starts or ends is behind no Service.
function readyFirst(all: readonly Pod[]): readonly Pod[] {
  const isReady = ({ ready, terminating }: Pod) => ready && !terminating;
  return [...all.filter(isReady), ...all.filter(pod => !isReady(pod))];
}

/** The installations of one vendor. */
export function installationsOf(
  state: ClusterState,
  vendor: VendorDescription,
): readonly Instance[] {
  return state.read(instances).filter(one => one.vendor === vendor);
}

/** Control planes stand beside their data plane, or serve those of every namespace. */
function controlPlaneOf(
  all: readonly Pod[],
  [pod]: readonly Pod[],
  { pods: recognition }: VendorDescription,
): readonly Pod[] {
  const found = all.filter(
    one => recognition && isControlPlane(one, recognition),
  );
  const beside = found.filter(one => one.meta.namespace === pod.meta.namespace);
  return beside.length > 0 ? beside : found;
}

/** The vendor installation whose edge a pod is; a controller of a cloud's is none. */
export const instanceByPod = deriveTable(
  edgeOrigins,
  (state): ReadonlyMap<string, Instance> =>
    new Map(
      state
        .read(instances)
        .filter(({ vendor }) => vendor.placement === 'in-cluster')
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
  const { needsFlag, needsLabel, images, never = [] } = recognition;
  return (
    looksLike(pod, recognition) &&
    !never.some(labels => carries(pod, labels)) &&
    // One pod may hold both; a label may be on both.
    (runsAny(pod, images) || !isControlPlane(pod, recognition)) &&
    (needsLabel === undefined || needsLabel in pod.meta.labels) &&
    (needsFlag === undefined || isFlagSet(pod, needsFlag))
  );
}

function isControlPlane(pod: Pod, { controlPlane }: PodRecognition): boolean {
  return controlPlane !== undefined && looksLike(pod, controlPlane);
}

function looksLike(
  pod: Pod,
  { labels, images }: Pick<PodRecognition, 'labels' | 'images'>,
): boolean {
  if (!isServer(pod)) return false;
  return labels.some(wanted => carries(pod, wanted)) || runsAny(pod, images);
}

// Jobs run images of gateways to migrate databases or to write certificates, and dial nothing for clients.
function isServer(pod: Pod): boolean {
  const { owner } = pod.meta;
  return !isDone(pod) && owner?.kind !== 'Job' && owner?.kind !== 'CronJob';
}

function runsAny({ containers }: Pod, images: readonly string[]): boolean {
  return containers.some(container =>
    images.some(image => hasRepository(container.image, image)),
  );
}

function carries({ meta }: Pod, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) =>
    value === '*' ? meta.labels[key] !== undefined : meta.labels[key] === value,
  );
}

/** What pods are told of a class, by flag or variable; undefined where they are told nothing. */
function toldOf(
  among: readonly Pod[],
  { flag, variable }: ClassName,
): string | undefined {
  return among
    .map(
      pod =>
        (flag === undefined ? undefined : flagOf(pod, flag)) ??
        (variable === undefined ? undefined : variableOf(pod, variable)),
    )
    .find(value => value !== undefined);
}

function nameOf(among: readonly Pod[], name: ClassName | undefined): string {
  if (!name) return '';
  const told = toldOf(among, name);
  return told === undefined || told === ''
    ? name.default
    : `${name.prefix ?? ''}${told}`;
}

function groupKey(pod: Pod, vendor: VendorDescription): string {
  const { classFlags, eachByLabel, eachByWorkload } = vendor.pods ?? {};
  const { controller, name } = classFlags ?? {};
  return JSON.stringify([
    pod.meta.namespace,
    eachByLabel !== undefined && pod.meta.labels[eachByLabel],
    eachByWorkload && ownerOf(pod),
    controller && toldOf([pod], controller),
    name && toldOf([pod], name),
    gatewayOf(pod, vendor),
    emissaryId(pod),
  ]);
}

/** The Gateway that a pod was made for, where the vendor makes pods for each. */
function gatewayOf(
  pod: Pod,
  { gatewayApi }: VendorDescription,
): string | undefined {
  if (!gatewayApi?.ownPods) return undefined;
  const { name, namespace } = gatewayApi.ownPods;
  const { labels } = pod.meta;
  if (labels[name] === undefined) return undefined;
  const where = namespace === undefined ? undefined : labels[namespace];
  return `${where ?? pod.meta.namespace}/${labels[name]}`;
}

function instanceOf(
  vendor: VendorDescription,
  recognition: PodRecognition,
  group: readonly Pod[],
  controlPlane: readonly Pod[],
): Instance {
  const [pod] = group;
  const { classFlags, configMapFlag, configMapName } = recognition;
  const among = [...group, ...controlPlane];
  const configMap =
    configMapFlag === undefined
      ? undefined
      : toldOf(among, { flag: configMapFlag, default: '' });
  const named = configMapName && `${pod.meta.namespace}/${configMapName}`;
  const gateway = gatewayOf(pod, vendor);
  return {
    vendor,
    namespace: pod.meta.namespace,
    controllerClass: nameOf(among, classFlags?.controller),
    className: nameOf(among, classFlags?.name),
    ...((configMap ?? named) !== undefined && {
      // Charts write the namespace as a reference to the pod's own.
      configMap: (configMap ?? named ?? '').replace(
        '$(POD_NAMESPACE)',
        pod.meta.namespace,
      ),
    }),
    ...(gateway !== undefined && { gateway }),
    pods: group,
    controlPlane,
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

/** The ids of the installations that an object of Emissary's is for. */
export function emissaryIdsOf({
  ambassadorIds,
}: {
  readonly ambassadorIds: readonly string[];
}): readonly string[] {
  return ambassadorIds.length > 0 ? ambassadorIds : ['default'];
}
