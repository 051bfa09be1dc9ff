import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { Finding } from '@ingress-posture/engine';
import {
  EndOfLifeRadar,
  fleetReadPermission,
  ServiceGrouping,
  ServiceGroups,
  ServiceHistory,
  ServiceHistoryQuery,
  ServiceList,
  ServiceQuery,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Access } from '../access/Access';
import type { Visible } from '../access/visible';
import type { Fleet } from '../fleet/Fleet';
import type { CompleteServiceQuery } from '../postures/listServices';
import type { PostureStore } from '../postures/PostureStore';
import { addressKey, ServiceAddress } from '../postures/ServiceAddress';

/** Findings of services, without their evidence. */
export interface ServiceFindings {
  readonly total: number;
  readonly services: number;
  readonly findings: (ServiceAddress &
    Pick<Finding, 'code' | 'severity' | 'title' | 'detail'> & {
      readonly silenced?: string;
    })[];
}

interface ServiceAnswersOptions {
  readonly access: Access;
  readonly store: PostureStore;
  readonly fleet: Fleet;
}

/** Answers about services, one or all, as far as the caller may see them. */
export class ServiceAnswers {
  readonly #options: ServiceAnswersOptions;

  constructor(options: ServiceAnswersOptions) {
    this.#options = options;
  }

  /** One service with all its proof. */
  async one(
    address: ServiceAddress,
    credentials: BackstageCredentials,
  ): Promise<StoredPosture> {
    const { access, store } = this.#options;
    const visible = await access.visible(credentials);
    const found = await store.get(address, visible);
    if (found) return found;
    const { cluster, namespace, name } = address;
    throw new NotFoundError(
      `There is no Service ${namespace}/${name} in cluster ${cluster}`,
    );
  }

  /** One page of the services that fit. */
  async list(
    query: CompleteServiceQuery,
    credentials: BackstageCredentials,
  ): Promise<ServiceList> {
    return this.#options.fleet.list(query, await this.#visible(credentials));
  }

  /** The findings of a page of services, and how many services fit. */
  async findings(
    query: CompleteServiceQuery,
    credentials: BackstageCredentials,
  ): Promise<ServiceFindings> {
    const { fleet, store } = this.#options;
    const visible = await this.#visible(credentials);
    const { items, total } = await fleet.list(query, visible);
    const read = await store.getAll(items, visible);
    const byKey = new Map(
      read.map(({ posture }) => {
        const { cluster, service } = posture;
        return [addressKey({ cluster, ...service }), posture];
      }),
    );
    const findings = items.flatMap(({ cluster, namespace, name }) => {
      const address = { cluster, namespace, name };
      const found = byKey.get(addressKey(address))?.findings ?? [];
      return found.map(({ code, severity, title, detail, silenced }) => ({
        ...address,
        code,
        severity,
        title,
        detail,
        ...(silenced && { silenced: silenced.reason }),
      }));
    });
    return { total, services: items.length, findings };
  }

  /** The services that fit, counted by what they share. */
  async groups(
    by: ServiceGrouping,
    query: ServiceQuery,
    credentials: BackstageCredentials,
  ): Promise<ServiceGroups> {
    const visible = await this.#visible(credentials);
    return this.#options.fleet.group(by, query, visible);
  }

  /** How many services had each posture on the days before. */
  async history(
    query: ServiceHistoryQuery,
    credentials: BackstageCredentials,
  ): Promise<ServiceHistory> {
    const visible = await this.#visible(credentials);
    return this.#options.fleet.history(query, visible, new Date());
  }

  /** The services that fit, as lines of CSV. */
  async csv(
    query: ServiceQuery,
    credentials: BackstageCredentials,
  ): Promise<AsyncIterable<string>> {
    const visible = await this.#visible(credentials);
    return this.#options.fleet.exportCsv(query, visible);
  }

  /** Vendors at their end of life that the services that fit are behind. */
  async endOfLife(
    query: ServiceQuery,
    credentials: BackstageCredentials,
  ): Promise<EndOfLifeRadar> {
    const visible = await this.#visible(credentials);
    return this.#options.fleet.endOfLife(query, visible);
  }

  async #visible(credentials: BackstageCredentials): Promise<Visible> {
    const { access } = this.#options;
    await access.require(fleetReadPermission, credentials);
    return access.visible(credentials);
  }
}
