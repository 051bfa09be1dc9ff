import { Agent, request, RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';

/** What every Kubernetes object has, and the rest as it is. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const patchMedia = {
  merge: 'merge-patch+json',
  json: 'json-patch+json',
  strategic: 'strategic-merge-patch+json',
} as const;

/** An answer other than 2xx, with the server's own words. */
export class KubernetesApiError extends Error {
  constructor(readonly status: number, what: string, readonly answer: string) {
    super(`${what}: ${status} ${answer}`);
  }
}

/** The few calls by which a suite plays kubectl and kubelet. Products only read; this one writes. */
export class KubernetesApi {
  readonly #config = new KubeConfig();
  readonly #connection: Promise<RequestOptions>;
  readonly #resources = new Map<string, Promise<readonly Resource[]>>();

  constructor(kubeconfig: string) {
    this.#config.loadFromFile(kubeconfig);
    this.#connection = this.#connect();
  }

  /** Writes a new object, as strictly as kubectl; what only the server may set is left out. */
  async create(object: KubernetesObject): Promise<void> {
    const { status: _status, ...rest } = object;
    const path = `${await this.#collection(object)}?fieldValidation=Strict`;
    await this.call('POST', path, {
      ...rest,
      metadata: withoutServersFields(object.metadata),
    });
  }

  /** Asks whether an object would be taken, and writes nothing; one of that name may be there. */
  async tryToCreate(object: KubernetesObject): Promise<void> {
    const place = await this.#collection(object);
    const asked = {
      ...object,
      metadata: withoutServersFields(object.metadata),
    };
    await this.call(
      'POST',
      `${place}?dryRun=All&fieldValidation=Strict`,
      asked,
    ).catch(error => {
      // Whether it is valid comes before whether it is new.
      if (!(error instanceof KubernetesApiError) || error.status !== 409)
        throw error;
    });
  }

  /** Writes the status as the controller or kubelet that owns it would. */
  async writeStatus(object: KubernetesObject): Promise<void> {
    const { status } = object;
    await this.call('PATCH', `${await this.placeOf(object)}/status`, {
      status,
    });
  }

  /** Changes some fields of an object, by a patch of one of the types that kubectl has. */
  async patch(
    object: KubernetesObject,
    change: object,
    type: keyof typeof patchMedia = 'merge',
  ): Promise<void> {
    const place = await this.placeOf(object);
    await this.call('PATCH', place, change, patchMedia[type]);
  }

  async delete(object: KubernetesObject): Promise<void> {
    await this.call('DELETE', await this.placeOf(object));
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    type = method === 'PATCH' ? 'merge-patch+json' : 'json',
  ): Promise<string> {
    const { headers, ...connection } = await this.#connection;
    const { status, text } = await send(
      new URL(path, this.#config.getCurrentCluster()?.server),
      {
        ...connection,
        method,
        headers: { ...headers, 'content-type': `application/${type}` },
      },
      body,
    );
    if (status >= 300)
      throw new KubernetesApiError(status, `${method} ${path}`, text);
    return text;
  }

  /** Credentials, and one agent that keeps its connections: hundreds of objects are written. */
  async #connect(): Promise<RequestOptions> {
    const options: RequestOptions = {};
    await this.#config.applyToHTTPSOptions(options);
    const { headers, ca } = options;
    return { headers, agent: new Agent({ keepAlive: true, ca }) };
  }

  /** Where an object is served. */
  async placeOf(object: KubernetesObject): Promise<string> {
    return `${await this.#collection(object)}/${object.metadata.name}`;
  }

  async #collection({
    apiVersion,
    kind,
    metadata,
  }: KubernetesObject): Promise<string> {
    const base = apiVersion.includes('/')
      ? `/apis/${apiVersion}`
      : `/api/${apiVersion}`;
    const resource = (await this.#resourcesOf(base)).find(
      ({ kind: served, name }) => served === kind && !name.includes('/'),
    );
    if (!resource)
      throw new Error(`The API server serves no ${kind} in ${apiVersion}`);
    return resource.namespaced
      ? `${base}/namespaces/${metadata.namespace ?? 'default'}/${resource.name}`
      : `${base}/${resource.name}`;
  }

  #resourcesOf(base: string): Promise<readonly Resource[]> {
    const known = this.#resources.get(base);
    if (known) return known;
    const asked = this.call('GET', base).then(
      text => JSON.parse(text).resources,
    );
    this.#resources.set(base, asked);
    return asked;
  }
}

function withoutServersFields(
  metadata: KubernetesObject['metadata'],
): Readonly<Record<string, unknown>> {
  const {
    name,
    namespace,
    generateName,
    labels,
    annotations,
    finalizers,
    ownerReferences,
  } = metadata;
  return {
    name,
    namespace,
    generateName,
    labels,
    annotations,
    finalizers,
    ownerReferences,
  };
}

function send(
  url: URL,
  options: RequestOptions,
  body: unknown,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(url, options, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    call.on('error', reject);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
