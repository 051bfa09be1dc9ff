import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ClusterStatus,
  EntityBinding,
  EntityPostures,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { PostureStore } from '../postures/PostureStore';
import {
  readBinding,
  SELECTING_ANNOTATIONS,
  ServiceSelector,
} from './entityBinding';
import { findServices } from './LabelledService';

/** Answers which services belong to an entity, and how they are. */
export class EntityPosturesReader {
  readonly #store: PostureStore;

  constructor(store: PostureStore) {
    this.#store = store;
  }

  /** The postures of an entity's services, and how they were found. */
  async read(entity: Entity): Promise<EntityPostures> {
    const request = readBinding(entity);
    const clusters = await this.#store.clusters.list();
    const nothing = (binding: EntityBinding) => ({
      entityRef: stringifyEntityRef(entity),
      binding,
      services: [],
      clusters: [],
    });
    switch (request.state) {
      case 'none':
        return nothing({
          state: 'no-annotations',
          message: `${describe(entity)} has none of the annotations ${join(
            SELECTING_ANNOTATIONS,
            'and',
          )}. Add one to its catalog-info.yaml, such as "${ANNOTATION_KUBERNETES_ID}: ${
            entity.metadata.name
          }", and give its Service, or the pods behind it, the label of the same name and value.`,
        });
      case 'invalid':
        return nothing({
          state: 'no-match',
          selector: request.selector,
          message: `The annotation ${ANNOTATION_KUBERNETES_LABEL_SELECTOR} of ${describe(
            entity,
          )} is not a label selector: ${request.problem}.`,
        });
      default:
        return this.#readSelected(entity, request.services, clusters);
    }
  }

  async #readSelected(
    entity: Entity,
    selector: ServiceSelector,
    clusters: readonly ClusterStatus[],
  ): Promise<EntityPostures> {
    const { requirements: _, ...selected } = selector;
    const asked = clusters.filter(
      ({ name }) => !selector.cluster || name === selector.cluster,
    );
    const entityRef = stringifyEntityRef(entity);
    if (asked.length === 0) {
      const binding: EntityBinding = {
        state: 'unknown-cluster',
        ...selected,
        message: describeUnknown(entity, selector, clusters),
      };
      return { entityRef, binding, services: [], clusters: [] };
    }
    const found = await findServices(this.#store.knex, selector);
    const services = await this.#store.getAll(found);
    const binding: EntityBinding = {
      state: services.length > 0 ? 'bound' : 'no-match',
      ...selected,
      message: describeMatch(services.length, selector, asked),
    };
    return { entityRef, binding, services, clusters: asked };
  }
}

function describe({ kind, metadata }: Entity): string {
  return `${kind} ${metadata.name}`;
}

function describeUnknown(
  entity: Entity,
  { cluster }: ServiceSelector,
  clusters: readonly ClusterStatus[],
): string {
  if (cluster === undefined) {
    return 'No cluster is configured. Name one under ingressPosture.clusters in app-config.yaml.';
  }
  const known = clusters.map(({ name }) => name);
  return `The annotation ${ANNOTATION_KUBERNETES_CLUSTER} of ${describe(
    entity,
  )} names the cluster "${cluster}", which is not configured. Configured: ${
    join(known, 'and') || 'none'
  }.`;
}

function describeMatch(
  count: number,
  { namespace, selector }: ServiceSelector,
  asked: readonly ClusterStatus[],
): string {
  const where = [
    namespace && `namespace ${namespace} of`,
    `cluster ${join(
      asked.map(({ name }) => name),
      'or',
    )}`,
  ]
    .filter(Boolean)
    .join(' ');
  if (count > 0) {
    const services = count === 1 ? '1 service' : `${count} services`;
    return `${services} in ${where}${selector ? ` by ${selector}` : ''}.`;
  }
  const unread = asked.filter(({ state }) => state !== 'synced');
  const doubt = unread.length
    ? ` Not up to date: ${join(
        unread.map(({ name, state }) => `${name} (${state})`),
        'and',
      )}.`
    : '';
  return selector
    ? `No Service in ${where}, and no pod behind one, has the labels ${selector}.${doubt}`
    : `There is no Service in ${where}.${doubt}`;
}

function join(values: readonly string[], word: 'and' | 'or'): string {
  return values.length < 2
    ? values.join()
    : `${values.slice(0, -1).join(', ')} ${word} ${values.at(-1)}`;
}
