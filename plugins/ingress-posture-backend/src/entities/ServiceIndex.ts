import { addressKey } from '../postures/ServiceAddress';
import type { ServiceSelector } from './entityBinding';
import type { LabelledService } from './LabelledService';

/** Finds the services that a selector may take without looking at all of them. */
export class ServiceIndex {
  readonly #all: readonly LabelledService[];
  readonly #byKey = new Map<string, LabelledService[]>();

  constructor(services: readonly LabelledService[]) {
    this.#all = services;
    for (const service of services) {
      for (const key of keysOf(service)) this.#add(key, service);
    }
  }

  /** Services among which are all that the selector takes. */
  candidates(selector: ServiceSelector): Iterable<LabelledService> {
    const keys = keysOfSelector(selector);
    return keys ? keys.flatMap(key => this.#byKey.get(key) ?? []) : this.#all;
  }

  #add(key: string, service: LabelledService): void {
    const known = this.#byKey.get(key);
    if (known) known.push(service);
    else this.#byKey.set(key, [service]);
  }
}

function keysOf(service: LabelledService): ReadonlySet<string> {
  const { namespace, labels, podLabels, namespaceLabel } = service;
  const held = [...Object.entries(labels), ...Object.entries(podLabels)];
  return new Set([
    `service ${addressKey(service)}`,
    `namespace ${namespace}`,
    ...(namespaceLabel === undefined
      ? []
      : [`namespace label ${namespaceLabel}`]),
    ...held.map(([key]) => `label ${key}`),
    ...held.map(([key, value]) => `label ${key}=${value}`),
  ]);
}

/** Keys of which each service has one that the selector takes; undefined when it has to see them all. */
function keysOfSelector(
  selector: ServiceSelector,
): readonly string[] | undefined {
  const { services, namespaceLabel, namespace, requirements } = selector;
  if (services) return services.map(one => `service ${addressKey(one)}`);
  if (namespaceLabel !== undefined)
    return [`namespace label ${namespaceLabel}`];
  for (const requirement of requirements) {
    if (requirement.operator === 'in') {
      return requirement.values.map(
        value => `label ${requirement.key}=${value}`,
      );
    }
  }
  if (namespace !== undefined) return [`namespace ${namespace}`];
  const exists = requirements.find(({ operator }) => operator === 'exists');
  return exists && [`label ${exists.key}`];
}
