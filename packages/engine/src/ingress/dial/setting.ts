import type { Evidence, Reason } from '../../posture/servicePosture';
import { annotationEvidence, evidenceOf } from '../../state/evidence';
import type { ConfigMap } from '../../state/kinds/configMap';
import type { Namespace } from '../../state/kinds/namespace';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import type { Pod } from '../../state/kinds/pod';
import { flagOf, isFlagSet, variableOf } from '../edges/flagOf';
import type { Setting, Switch } from '../vendorDescription';

/** The objects that a vendor's settings for one route can stand on. */
export interface SettingPlaces {
  readonly route: KubeObject;
  readonly service?: Service;
  readonly port?: ServicePort;
  readonly namespace?: Namespace;
  readonly ingressClass?: KubeObject;
  readonly configMap?: ConfigMap;
  /** Pods of the controller, for its flags. */
  readonly pods: readonly Pod[];
}

export interface Resolved<Effect> {
  readonly effect: Effect;
  /** It is a default that was deduced. */
  readonly inferred?: boolean;
  /** Key of the switch or field that decided; undefined when the default holds. */
  readonly by?: string;
  /** What was looked at, decisive or absent. */
  readonly evidence: Reason['evidence'];
  readonly source: string;
}

/** The effect of the first switch that says something, else the vendor's default. */
export function resolveSetting<Effect>(
  setting: Setting<Effect>,
  places: SettingPlaces,
): Resolved<Effect> {
  const looked: Reason['evidence'][number][] = [];
  for (const one of setting.switches) {
    const read = readSwitch(one, places);
    if (!read || !isEnabled(one, places)) continue;
    looked.push(read.evidence);
    if (read.value === undefined) continue;
    const effect = one.effect(read.value, places);
    if (effect !== undefined) {
      return {
        effect,
        by: one.key,
        evidence: [read.evidence],
        source: one.source,
      };
    }
  }
  return {
    effect: setting.default,
    ...(setting.inferred && { inferred: true }),
    evidence: looked,
    source: setting.source,
  };
}

function isEnabled<Effect>(
  { needsFlag }: Switch<Effect>,
  { pods }: SettingPlaces,
): boolean {
  if (needsFlag === undefined) return true;
  return pods.some(pod => isFlagSet(pod, needsFlag));
}

interface Read {
  /** Undefined where nothing stands. */
  readonly value: string | undefined;
  readonly evidence: Evidence;
}

/** The value of a switch; undefined where the place it stands on is not there. */
function readSwitch<Effect>(
  one: Switch<Effect>,
  places: SettingPlaces,
): Read | undefined {
  const { service, port, configMap } = places;
  switch (one.on) {
    case 'route-annotation':
      return annotation(places.route, one.key);
    case 'namespace-annotation':
      return places.namespace && annotation(places.namespace, one.key);
    case 'class-annotation':
      return places.ingressClass && annotation(places.ingressClass, one.key);
    case 'service-annotation':
      return service && annotation(service, one.key, one.anyCase);
    case 'service-label':
      return (
        service &&
        field(
          service,
          `metadata.labels[${one.key}]`,
          service.meta.labels[one.key],
        )
      );
    case 'port-number':
      return service && port && ofPort(service, port, 'port');
    case 'port-name':
      return service && port && ofPort(service, port, 'name');
    case 'app-protocol':
      return service && port && ofPort(service, port, 'appProtocol');
    case 'config-map':
      return (
        configMap &&
        field(configMap, `data[${one.key}]`, configMap.data[one.key])
      );
    case 'flag':
      return ofPods(places.pods, 'args', pod => flagOf(pod, one.key), one.key);
    case 'environment':
      return ofPods(
        places.pods,
        'env',
        pod => variableOf(pod, one.key),
        one.key,
      );
    default: {
      const never: never = one.on;
      return never;
    }
  }
}

function field(
  object: KubeObject,
  path: string,
  value: string | undefined,
): Read {
  return { value, evidence: evidenceOf(object, path, value) };
}

function annotation(
  object: KubeObject,
  key: string,
  anyCase: boolean = false,
): Read {
  const { annotations } = object.meta;
  const asWritten = Object.keys(annotations).find(
    one => one.toLowerCase() === key.toLowerCase(),
  );
  const name = (anyCase ? asWritten : undefined) ?? key;
  return {
    value: annotations[name] as string | undefined,
    evidence: annotationEvidence(object, name),
  };
}

function ofPort(
  service: Service,
  port: ServicePort,
  key: 'port' | 'name' | 'appProtocol',
): Read {
  const value = port[key];
  return field(
    service,
    `spec.ports[${service.ports.indexOf(port)}].${key}`,
    value === undefined ? undefined : String(value),
  );
}

/** A setting of the controller's pods: that of the first pod that has it. */
function ofPods(
  pods: readonly Pod[],
  place: 'args' | 'env',
  read: (pod: Pod) => string | undefined,
  key: string,
): Read | undefined {
  const pod = pods.find(one => read(one) !== undefined) ?? pods[0];
  return pod && field(pod, `spec.containers[].${place}[${key}]`, read(pod));
}
