import type { Reason } from '../posture/servicePosture';
import { annotationEvidence, evidenceOf } from '../state/evidence';
import type { ConfigMap } from '../state/kinds/configMap';
import type { Service } from '../state/kinds/service';
import type { KubeObject } from '../state/meta';
import type { Pod } from '../state/kinds/pod';
import { flagOf } from './flagOf';
import type { Setting, Switch } from './vendorDescription';

/** The objects that a vendor's settings for one route can stand on. */
export interface SettingPlaces {
  readonly route: KubeObject;
  readonly service?: Service;
  readonly configMap?: ConfigMap;
  /** Pods of the controller, for its flags. */
  readonly pods: readonly Pod[];
}

export interface Resolved<Effect> {
  readonly effect: Effect;
  /** The switch that decided; undefined when the default holds. */
  readonly by?: Switch<Effect>;
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
    const effect = one.effect(read.value);
    if (effect !== undefined) {
      return { effect, by: one, evidence: [read.evidence], source: one.source };
    }
  }
  return { effect: setting.default, evidence: looked, source: setting.source };
}

function isEnabled<Effect>(
  { needsFlag }: Switch<Effect>,
  { pods }: SettingPlaces,
): boolean {
  if (needsFlag === undefined) return true;
  return pods.some(pod => {
    const value = flagOf(pod, needsFlag);
    return value !== undefined && value !== 'false';
  });
}

function readSwitch<Effect>(one: Switch<Effect>, places: SettingPlaces) {
  switch (one.on) {
    case 'route-annotation':
      return annotation(places.route, one.key);
    case 'service-annotation':
      return places.service && annotation(places.service, one.key);
    case 'config-map':
      return (
        places.configMap && {
          value: places.configMap.data[one.key],
          evidence: evidenceOf(
            places.configMap,
            `data[${one.key}]`,
            places.configMap.data[one.key],
          ),
        }
      );
    default: {
      const never: never = one.on;
      return never;
    }
  }
}

function annotation(object: KubeObject, name: string) {
  return {
    value: object.meta.annotations[name] as string | undefined,
    evidence: annotationEvidence(object, name),
  };
}
