import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ControlPlane } from '../apiserver/controlPlane';
import { kubeconfig } from '../apiserver/kubeconfig';
import type {
  KubernetesApi,
  KubernetesObject,
} from '../apiserver/kubernetesApi';
import {
  type ClusterRole,
  printedRoleAndBinding,
  withoutKind,
} from '../apiserver/readers';

const apiGroup = 'rbac.authorization.k8s.io';
const name = 'watcher';
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
const serviceAccount: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: name },
};
const accounts = `/api/v1/namespaces/${name}/serviceaccounts`;
const roles = `/apis/${apiGroup}/v1/clusterroles`;

/** The service account that a backend reads a cluster as: with the ClusterRole and binding that `rbac` prints, and a token. */
export class WatcherAccount {
  readonly #cluster: KubernetesApi;
  readonly #controlPlane: ControlPlane;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'ingress-posture-live-'));
  readonly #role: ClusterRole;
  readonly #tokens: string[] = [];

  private constructor(
    controlPlane: ControlPlane,
    cluster: KubernetesApi,
    role: ClusterRole,
  ) {
    this.#role = role;
    this.#controlPlane = controlPlane;
    this.#cluster = cluster;
  }

  static async create(controlPlane: ControlPlane, cluster: KubernetesApi) {
    const { role, binding } = printedRoleAndBinding(name, `${name}/${name}`);
    const account = new WatcherAccount(controlPlane, cluster, role);
    await cluster.create(namespace);
    await cluster.create(role);
    await cluster.create(binding);
    await account.#begin();
    return account;
  }

  /** All tokens that it has had. */
  get tokens(): readonly string[] {
    return this.#tokens;
  }

  /** The token that it has now. */
  get token(): string {
    return this.#tokens.at(-1) ?? '';
  }

  /** File that the backend reads. */
  get kubeconfig(): string {
    return path.join(this.#folder, 'watcher.kubeconfig');
  }

  /** File for the same rights, straight at the API server. */
  get directKubeconfig(): string {
    return path.join(this.#folder, 'direct.kubeconfig');
  }

  /** Writes the backend's file, for this address of the API server. */
  writeKubeconfig(url: string, authority: string = this.#authority): void {
    const { token } = this;
    writeFileSync(this.kubeconfig, kubeconfig({ url, authority, name, token }));
  }

  /** Makes the token invalid: it is bound to its account. */
  async revoke(): Promise<void> {
    await this.#cluster.delete(serviceAccount);
  }

  /** Gives the account a new token, and the backend's file with it. */
  async renew(url: string, authority?: string): Promise<void> {
    await this.#begin();
    this.writeKubeconfig(url, authority);
  }

  /** Takes the right to read one kind. */
  async forbid(plural: string): Promise<void> {
    const { rules } = withoutKind(this.#role, plural);
    await this.#cluster.call('PATCH', `${roles}/${name}`, { rules });
  }

  /** Gives all rights back. */
  async allowAll(): Promise<void> {
    const { rules } = this.#role;
    await this.#cluster.call('PATCH', `${roles}/${name}`, { rules });
  }

  get #authority(): string {
    return path.join(this.#controlPlane.certificates, 'apiserver.crt');
  }

  async #begin(): Promise<void> {
    await this.#cluster.create(serviceAccount);
    const answer = await this.#cluster.call(
      'POST',
      `${accounts}/${name}/token`,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 3600 },
      },
    );
    this.#tokens.push(JSON.parse(answer).status.token);
    const { url } = this.#controlPlane;
    const direct = { url, authority: this.#authority, name };
    writeFileSync(
      this.directKubeconfig,
      kubeconfig({ ...direct, token: this.token }),
    );
  }
}
