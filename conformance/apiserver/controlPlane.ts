import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { controlPlaneBinary } from './binary';
import { Child, startChild } from './child';
import { freePort } from './freePort';
import { kubeconfig } from './kubeconfig';
import { KubernetesApi } from './kubernetesApi';

/** Somebody the API server knows: `token` in a kubeconfig, `groups` in RBAC bindings. */
interface User {
  readonly name: string;
  readonly token: string;
  readonly groups: readonly string[];
}

// The group system:masters may do everything, whatever RBAC says.
const users = {
  admin: { name: 'admin', token: 'admin-token', groups: ['system:masters'] },
  reader: { name: 'reader', token: 'reader-token', groups: ['readers'] },
} satisfies Record<string, User>;

/** One of the two processes, to be ended and started in its place. */
export interface Part {
  readonly child: Child;
  /** Starts it again on the same port over the same data. */
  start(): void;
}

/** A running etcd and kube-apiserver: a cluster without controllers and kubelets. */
export interface ControlPlane {
  readonly url: string;
  /** Folder of the API server's certificate (`apiserver.crt`) and its key. */
  readonly certificates: string;
  readonly etcd: Part & { readonly url: string };
  readonly apiServer: Part;
  /** Resolves when the API server is ready; rejects when a process has ended. */
  ready(): Promise<void>;
  /** Files to point a client at: one that may do everything, one that may do what RBAC grants to group `readers`. */
  readonly kubeconfigs: Readonly<Record<keyof typeof users, string>>;
  /** Ends both processes and waits for it. */
  readonly stop: () => Promise<void>;
}

/** Starts a control plane on free ports over an empty etcd; a few seconds once the binary is built. */
export async function startControlPlane(): Promise<ControlPlane> {
  const home = mkdtempSync(path.join(tmpdir(), 'ingress-posture-cluster-'));
  const started: Part[] = [];
  const stop = async () => {
    for (const { child } of started.reverse()) {
      child.signal('SIGCONT');
      await child.stop();
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const [client, peer, secure] = [
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const url = `https://127.0.0.1:${secure}`;
    prepareApiServer(home);
    const etcd = startPart(() => startEtcd(home, client, peer));
    started.push(etcd);
    const apiServer = startPart(() => startApiServer(home, client, secure));
    started.push(apiServer);
    const kubeconfigs = writeKubeconfigs(home, url);
    const isReady = () =>
      ready(
        kubeconfigs.admin,
        started.map(({ child }) => child),
      );
    await isReady();
    return {
      url,
      certificates: path.join(home, 'certificates'),
      etcd: Object.assign(etcd, { url: `http://127.0.0.1:${client}` }),
      apiServer,
      ready: isReady,
      kubeconfigs,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startPart(start: () => Child): Part {
  const part = {
    child: start(),
    start: () => {
      part.child = start();
    },
  };
  return part;
}

/** Ready means that its own certificate is there, RBAC is set up and etcd answers. */
async function ready(
  adminConfig: string,
  started: readonly Child[],
): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const dead = started.find(child => child.ended());
    if (dead) throw new Error(`${dead.log} ended early:\n${dead.lastWords()}`);
    const answer = await new KubernetesApi(adminConfig)
      .call('GET', '/readyz')
      .catch((error: Error) => error.message);
    if (answer === 'ok') return;
    if (Date.now() > deadline)
      throw new Error(`kube-apiserver is not ready: ${answer}`);
    await sleep(200);
  }
}

function startEtcd(home: string, client: number, peer: number): Child {
  const [clientUrl, peerUrl] = [client, peer].map(
    port => `http://127.0.0.1:${port}`,
  );
  return startChild(
    controlPlaneBinary(),
    [
      'etcd',
      `--data-dir=${path.join(home, 'etcd')}`,
      `--listen-client-urls=${clientUrl}`,
      `--advertise-client-urls=${clientUrl}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=default=${peerUrl}`,
      '--unsafe-no-fsync',
    ],
    path.join(home, 'etcd.log'),
  );
}

/** What stays the same when it is started again. */
function prepareApiServer(home: string): void {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(
    path.join(home, 'service-accounts.key'),
    privateKey.export({ type: 'pkcs1', format: 'pem' }),
  );
  const tokens = Object.values(users).map(tokenLine).join('\n');
  writeFileSync(path.join(home, 'tokens.csv'), tokens);
}

function startApiServer(home: string, etcd: number, port: number): Child {
  const key = path.join(home, 'service-accounts.key');
  return startChild(
    controlPlaneBinary(),
    [
      'kube-apiserver',
      `--etcd-servers=http://127.0.0.1:${etcd}`,
      `--cert-dir=${path.join(home, 'certificates')}`,
      `--secure-port=${port}`,
      '--bind-address=127.0.0.1',
      '--authorization-mode=RBAC',
      `--token-auth-file=${path.join(home, 'tokens.csv')}`,
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      '--service-cluster-ip-range=10.96.0.0/12',
      // No controller makes the default accounts that this plugin waits for.
      '--disable-admission-plugins=ServiceAccount',
    ],
    path.join(home, 'kube-apiserver.log'),
  );
}

function tokenLine({ token, name, groups }: User): string {
  return `${token},${name},${name},"${groups.join(',')}"`;
}

/** The server signs its own certificate; what it made is what its clients trust. */
function writeKubeconfigs(
  home: string,
  url: string,
): ControlPlane['kubeconfigs'] {
  const authority = path.join(home, 'certificates/apiserver.crt');
  const write = ({ name, token }: User) => {
    const file = path.join(home, `${name}.kubeconfig`);
    writeFileSync(file, kubeconfig({ url, authority, name, token }));
    return file;
  };
  return { admin: write(users.admin), reader: write(users.reader) };
}
