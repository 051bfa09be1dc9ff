import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  ServicePosture,
  StrictPreview,
  WhatIf,
} from '@ingress-posture/engine';
import type { StrictPreviewQuery, WhatIfQuestion } from '../wire/change';
import type { ClusterList } from '../wire/clusterStatus';
import type { ConnectionAnswer, ConnectionQuestion } from '../wire/connection';
import type { EntityPostures } from '../wire/entityPostures';
import type { EntityVerdicts } from '../wire/entityVerdict';
import type {
  EndOfLifeRadar,
  ServiceGrouping,
  ServiceGroups,
  ServiceHistory,
  ServiceHistoryQuery,
} from '../wire/fleet';
import type { ServiceList, ServiceQuery } from '../wire/serviceList';
import type { Silence, SilenceQuestion } from '../wire/silence';
import type { StoredPosture } from '../wire/storedPosture';
import type { StrictReadiness } from '../wire/strictReadiness';

/** What the client needs of its surroundings; Backstage's discoveryApi and fetchApi fit. */
export interface IngressPostureClientOptions {
  readonly discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly fetchApi: { fetch: typeof fetch };
}

/** Options of every call. */
export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** Names of a service. */
export interface ServiceAddress {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** What pages ask of the backend. */
export interface IngressPostureApi {
  getEntityPostures(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<EntityPostures>;
  listServices(
    query?: ServiceQuery,
    options?: RequestOptions,
  ): Promise<ServiceList>;
  /** How many services of each posture and mode the groups of those that fit have. */
  groupServices(
    by: ServiceGrouping,
    query?: ServiceQuery,
    options?: RequestOptions,
  ): Promise<ServiceGroups>;
  /** How many services had each posture on the days before. */
  getServiceHistory(
    query?: ServiceHistoryQuery,
    options?: RequestOptions,
  ): Promise<ServiceHistory>;
  /** All services that fit, as CSV. */
  exportServices(
    query?: ServiceQuery,
    options?: RequestOptions,
  ): Promise<string>;
  /** Vendors at their end of life that services are behind. */
  listEndOfLife(
    query?: ServiceQuery,
    options?: RequestOptions,
  ): Promise<EndOfLifeRadar>;
  getService(
    service: ServiceAddress,
    options?: RequestOptions,
  ): Promise<StoredPosture>;
  /** The service as it would be after all steps of a remedy. */
  getServiceAfterRemedy(
    service: ServiceAddress,
    remedy: string,
    options?: RequestOptions,
  ): Promise<ServicePosture>;
  listClusters(options?: RequestOptions): Promise<ClusterList>;
  /** What would become of one connection in a cluster. */
  connect(
    cluster: string,
    connection: ConnectionQuestion,
    options?: RequestOptions,
  ): Promise<ConnectionAnswer>;
  /** Who breaks if the mesh, or less of it, turned STRICT now, and a safe order. */
  previewStrict(
    cluster: string,
    query?: StrictPreviewQuery,
    options?: RequestOptions,
  ): Promise<StrictPreview>;
  /** How many namespaces of each cluster could turn STRICT now. */
  getStrictReadiness(options?: RequestOptions): Promise<StrictReadiness>;
  /** What would change if manifests were applied, or deleted. */
  whatIf(
    cluster: string,
    question: WhatIfQuestion,
    options?: RequestOptions,
  ): Promise<WhatIf>;
}

interface Answer {
  readonly etag: string;
  readonly body: unknown;
}

// Polled pages ask the same few questions; older answers only cost memory.
const ANSWERS_KEPT = 50;

/**
 * Client of the ingress-posture backend. It repeats questions with the ETag of the last answer, and an
 * answer that did not change is the same object again, so that a page that polls renders nothing anew.
 */
export class IngressPostureClient implements IngressPostureApi {
  readonly #options: IngressPostureClientOptions;
  readonly #answers = new Map<string, Answer>();

  constructor(options: IngressPostureClientOptions) {
    this.#options = options;
  }

  /** Postures of the services that belong to an entity. */
  async getEntityPostures(entityRef: string, options?: RequestOptions) {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = ['entities', kind, namespace, name, 'postures'];
    return this.#get<EntityPostures>(path, {}, options);
  }

  /** One verdict for each entity that has services; only other backend plugins are answered. */
  async listEntityVerdicts(options?: RequestOptions) {
    return this.#get<EntityVerdicts>(['entities'], {}, options);
  }

  /** One page of all services. */
  async listServices(query: ServiceQuery = {}, options?: RequestOptions) {
    return this.#get<ServiceList>(['services'], { ...query }, options);
  }

  /** The services that fit, counted by what they share. */
  async groupServices(
    by: ServiceGrouping,
    query: ServiceQuery = {},
    options?: RequestOptions,
  ) {
    const asked = { by, ...filterOf(query) };
    return this.#get<ServiceGroups>(['services', 'groups'], asked, options);
  }

  /** The totals of days gone by. */
  async getServiceHistory(
    query: ServiceHistoryQuery = {},
    options?: RequestOptions,
  ) {
    const path = ['services', 'history'];
    return this.#get<ServiceHistory>(path, { ...query }, options);
  }

  /** The services that fit, as text. */
  async exportServices(query: ServiceQuery = {}, options: RequestOptions = {}) {
    const filter = { ...filterOf(query) };
    const url = await this.#url(['services', 'csv'], filter);
    const response = await this.#options.fetchApi.fetch(url, {
      signal: options.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.text();
  }

  /** Vendors without fixes in front of the services that fit. */
  async listEndOfLife(query: ServiceQuery = {}, options?: RequestOptions) {
    const filter = { ...filterOf(query) };
    return this.#get<EndOfLifeRadar>(['end-of-life'], filter, options);
  }

  /** One service with all its proof. */
  async getService(service: ServiceAddress, options?: RequestOptions) {
    const { cluster, namespace, name } = service;
    const path = ['services', cluster, namespace, name];
    return this.#get<StoredPosture>(path, {}, options);
  }

  /** All configured clusters. */
  async listClusters(options?: RequestOptions) {
    return this.#get<ClusterList>(['clusters'], {}, options);
  }

  /** What a service would be after a remedy. */
  async getServiceAfterRemedy(
    { cluster, namespace, name }: ServiceAddress,
    remedy: string,
    options?: RequestOptions,
  ) {
    const service = ['services', cluster, namespace, name];
    const path = [...service, 'remedies', remedy, 'after'];
    return this.#get<ServicePosture>(path, {}, options);
  }

  /** How a finding of a service is silenced. */
  async silence(
    { cluster, namespace, name }: ServiceAddress,
    question: SilenceQuestion,
    options?: RequestOptions,
  ) {
    const path = ['services', cluster, namespace, name, 'silence'];
    return this.#post<Silence>(path, question, options);
  }

  /** What would become of one connection. */
  async connect(
    cluster: string,
    connection: ConnectionQuestion,
    options?: RequestOptions,
  ) {
    const path = ['clusters', cluster, 'connect'];
    return this.#post<ConnectionAnswer>(path, connection, options);
  }

  /** Who breaks if something turned STRICT now. */
  async previewStrict(
    cluster: string,
    query: StrictPreviewQuery = {},
    options?: RequestOptions,
  ) {
    const path = ['clusters', cluster, 'strict-preview'];
    return this.#get<StrictPreview>(path, { ...query }, options);
  }

  /** What manifests would change. */
  async whatIf(
    cluster: string,
    question: WhatIfQuestion,
    options?: RequestOptions,
  ) {
    const path = ['clusters', cluster, 'what-if'];
    return this.#post<WhatIf>(path, question, options);
  }

  /** How far the clusters are on the way to STRICT. */
  async getStrictReadiness(options?: RequestOptions) {
    return this.#get<StrictReadiness>(['strict-readiness'], {}, options);
  }

  async #post<T>(
    path: readonly string[],
    body: unknown,
    options: RequestOptions = {},
  ): Promise<T> {
    const url = await this.#url(path, {});
    const response = await this.#options.fetchApi.fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: options.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }

  async #url(
    path: readonly string[],
    query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const baseUrl = await this.#options.discoveryApi.getBaseUrl(
      'ingress-posture',
    );
    const names = path.map(encodeURIComponent).join('/');
    return `${baseUrl}/${names}${toSearch(query)}`;
  }

  async #get<T>(
    path: readonly string[],
    query: Readonly<Record<string, unknown>>,
    options: RequestOptions = {},
  ): Promise<T> {
    const url = await this.#url(path, query);
    const known = this.#answers.get(url);
    const response = await this.#options.fetchApi.fetch(url, {
      headers: known ? { 'If-None-Match': known.etag } : {},
      signal: options.signal,
    });
    if (response.status === 304 && known) {
      return known.body as T;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const body = (await response.json()) as T;
    this.#remember(url, response.headers.get('etag'), body);
    return body;
  }

  #remember(url: string, etag: string | null, body: unknown) {
    this.#answers.delete(url);
    if (etag === null) {
      return;
    }
    this.#answers.set(url, { etag, body });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > ANSWERS_KEPT) {
      this.#answers.delete(oldest);
    }
  }
}

/** What a query filters by, without its order and page. */
function filterOf(query: ServiceQuery): ServiceQuery {
  const { sort: _, order: __, limit: ___, offset: ____, ...filter } = query;
  return filter;
}

function toSearch(query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== '') {
      search.set(key, String(text));
    }
  }
  return search.size > 0 ? `?${search}` : '';
}
