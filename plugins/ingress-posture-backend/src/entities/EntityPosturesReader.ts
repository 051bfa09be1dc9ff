import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ClusterDetails,
  ClusterStatus,
  EntityBinding,
  EntityPostures,
  SELECTING_ANNOTATIONS,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Visible } from '../access/visible';
import type { PostureStore } from '../postures/PostureStore';
import { addressKey, ServiceAddress } from '../postures/ServiceAddress';
import { BindingRequest, readBinding, ServiceSelector } from './entityBinding';
import { findServices } from './LabelledService';

/** What the caller may see. */
export interface Sight {
  readonly visible: Visible;
  /** Whether he may see which clusters there are; those of services that he sees he sees anyway. */
  readonly clusters: boolean;
}

type Selection = Extract<BindingRequest, { readonly state: 'selects' }>;

/** Answers which services belong to an entity, and how they are. */
export class EntityPosturesReader {
  readonly #store: PostureStore;
  readonly #namespaceLabel: string;

  constructor(store: PostureStore, namespaceLabel: string) {
    this.#store = store;
    this.#namespaceLabel = namespaceLabel;
  }

  /** The postures of an entity's services, and how they were found. */
  async read(entity: Entity, sight: Sight): Promise<EntityPostures> {
    const request = readBinding(entity);
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
          state: 'invalid',
          selector: request.value,
          message: `The annotation ${request.annotation} of ${describe(
            entity,
          )} cannot be read: ${request.problem}.`,
        });
      default:
        return this.#readSelected(entity, request, sight);
    }
  }

  async #readSelected(
    entity: Entity,
    request: Selection,
    sight: Sight,
  ): Promise<EntityPostures> {
    const services = await this.#find(request.selectors, sight.visible);
    const found = new Set(services.map(({ posture }) => posture.cluster));
    const [first] = request.selectors;
    const asked = (await this.#store.clusters.list()).filter(
      ({ name }) => found.has(name) || (sight.clusters && mayHold(first, name)),
    );
    const entityRef = stringifyEntityRef(entity);
    const { cluster, namespace, selector } = first;
    const selected = {
      ...(cluster && { cluster }),
      ...(namespace && { namespace }),
      ...(selector && { selector }),
    };
    if (asked.length === 0 && sight.clusters) {
      const known = (await this.#store.clusters.list()).map(({ name }) => name);
      const binding: EntityBinding = {
        state: 'unknown-cluster',
        ...selected,
        message: describeUnknown(entity, first, known),
      };
      return { entityRef, binding, services: [], clusters: [] };
    }
    const problems = [
      ...request.problems,
      ...missing(first.services ?? [], services),
    ];
    const binding: EntityBinding = {
      state: services.length > 0 ? 'bound' : 'no-match',
      ...selected,
      message: describeMatch(services.length, first, asked),
      ...(problems.length > 0 && { problems }),
    };
    return { entityRef, binding, services, clusters: asked.map(withoutCounts) };
  }

  async #find(
    selectors: readonly ServiceSelector[],
    visible: Visible,
  ): Promise<readonly StoredPosture[]> {
    const addresses = new Map<string, ServiceAddress>();
    for (const selector of selectors) {
      for (const service of await findServices(
        this.#store.knex,
        selector,
        this.#namespaceLabel,
      )) {
        addresses.set(addressKey(service), service);
      }
    }
    return this.#store.getAll([...addresses.values()], visible);
  }
}

// How much is in a cluster is not the entity's business.
function withoutCounts({
  objects: _,
  services: __,
  activity: ___,
  ...status
}: ClusterDetails): ClusterStatus {
  return status;
}

function mayHold(
  { cluster, services }: ServiceSelector,
  name: string,
): boolean {
  return services
    ? services.some(one => one.cluster === name)
    : cluster === undefined || cluster === name;
}

/** Services that an entity names, and that are not among those that were found. */
function missing(
  named: readonly ServiceAddress[],
  found: readonly StoredPosture[],
): readonly string[] {
  const there = new Set(
    found.map(({ posture: { cluster, service } }) =>
      addressKey({ cluster, ...service }),
    ),
  );
  return named
    .filter(one => !there.has(addressKey(one)))
    .map(
      ({ cluster, namespace, name }) =>
        `There is no Service ${namespace}/${name} in cluster ${cluster}.`,
    );
}

function describe({ kind, metadata }: Entity): string {
  return `${kind} ${metadata.name}`;
}

function describeUnknown(
  entity: Entity,
  { cluster, services }: ServiceSelector,
  known: readonly string[],
): string {
  const named = services?.[0].cluster ?? cluster;
  if (named === undefined || known.length === 0) {
    return 'No cluster is configured. Name one under ingressPosture.clusters in app-config.yaml.';
  }
  const where = services
    ? describe(entity)
    : `The annotation ${ANNOTATION_KUBERNETES_CLUSTER} of ${describe(entity)}`;
  return `${where} names the cluster "${named}", which is not configured. Configured: ${join(
    known,
    'and',
  )}.`;
}

function describeMatch(
  count: number,
  { namespace, cluster, selector, services }: ServiceSelector,
  asked: readonly ClusterStatus[],
): string {
  const names = asked.map(({ name }) => name);
  const known = names.length > 0 ? names : [cluster ?? ''].filter(Boolean);
  const where = [
    namespace && `namespace ${namespace} of`,
    known.length > 0 ? `cluster ${join(known, 'or')}` : 'any cluster',
  ]
    .filter(Boolean)
    .join(' ');
  if (count > 0) {
    const many = count === 1 ? '1 service' : `${count} services`;
    const how = services ? ' by name' : selector && ` by ${selector}`;
    return `${many} in ${where}${how ?? ''}.`;
  }
  if (services) return 'None of the Services that are named is there.';
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
