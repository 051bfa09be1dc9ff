import type { ServiceSelector } from './entityBinding';
import type { LabelledService } from './LabelledService';

/** Finds the services that a selector may take without looking at all of them. */
export class LabelIndex {
  readonly #all: readonly LabelledService[];
  readonly #byLabel = new Map<string, Set<LabelledService>>();

  constructor(services: readonly LabelledService[]) {
    this.#all = services;
    for (const service of services) {
      for (const labels of [service.labels, service.podLabels]) {
        for (const [key, value] of Object.entries(labels)) {
          this.#add(`${key}=${value}`, service);
        }
      }
    }
  }

  /** Services among which are all that the selector takes. */
  candidates({ requirements }: ServiceSelector): Iterable<LabelledService> {
    for (const requirement of requirements) {
      if (requirement.operator === 'in') {
        const { key, values } = requirement;
        return values.flatMap(value => [
          ...(this.#byLabel.get(`${key}=${value}`) ?? []),
        ]);
      }
    }
    return this.#all;
  }

  #add(label: string, service: LabelledService): void {
    const services = this.#byLabel.get(label) ?? new Set();
    this.#byLabel.set(label, services.add(service));
  }
}
