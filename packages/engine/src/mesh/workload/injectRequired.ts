// Whether an injector that was asked about a pod injects it: istio pkg/kube/inject/inject.go injectRequired.
import type { Reason } from '../../posture/servicePosture';
import { evidenceOf, objectName } from '../../state/evidence';
import { LabelSelector, selects } from '../../state/labelSelector';
import type { Labels } from '../../state/read';
import { because } from '../because';
import type { InjectorConfig } from './injectorConfig';

const inject = 'sidecar.istio.io/inject';

/** A pod, or the template of one, as the injector goes by it. */
export interface Injectable {
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** Why the injectors leave a pod alone that they are asked about; undefined where one injects it. */
export function refusedByInjectors(
  configs: readonly InjectorConfig[],
  pod: Injectable,
): Reason | undefined {
  const refusals = configs.map(one => refusedBy(one, pod));
  return refusals.includes(undefined) ? undefined : refusals[0];
}

function refusedBy(
  config: InjectorConfig,
  { labels, annotations }: Injectable,
): Reason | undefined {
  const { policy, neverInjectSelector, alwaysInjectSelector } = config;
  if (policy !== 'enabled' && policy !== 'disabled') return byPolicy(config);
  const said = labels[inject] ?? annotations[inject];
  if (said === 'true') return undefined;
  if (said === 'false') return because(`It says ${inject}=false.`, []);
  if (chooses(neverInjectSelector, labels)) return byNever(config);
  if (chooses(alwaysInjectSelector, labels)) return undefined;
  return policy === 'enabled' ? undefined : byPolicy(config);
}

function chooses(all: readonly LabelSelector[], labels: Labels): boolean {
  return all.some(one => selects(one, labels));
}

function byPolicy({ source, policy }: InjectorConfig): Reason {
  const name = source ? objectName(source) : 'The injector';
  const whom = policy === 'disabled' ? 'nobody who does not ask' : 'nobody';
  return because(
    `${name} says policy: ${policy}, so that the injector injects ${whom}.`,
    source ? [evidenceOf(source, 'data.config', `policy: ${policy}`)] : [],
  );
}

function byNever({ source }: InjectorConfig): Reason {
  const name = source ? objectName(source) : 'The injector';
  return because(
    `${name} leaves out pods with its labels.`,
    source ? [evidenceOf(source, 'data.config', 'neverInjectSelector')] : [],
  );
}
