import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';

const sources = ['go.mod', 'go.sum', 'main.go'];
const cache = path.resolve(__dirname, '../../.cache');

/** etcd and kube-apiserver in one binary; built once for each state of its sources, minutes the first time. */
export function controlPlaneBinary(): string {
  const binary = binaryPath();
  if (!existsSync(binary)) build(binary);
  return binary;
}

function binaryPath(): string {
  const hash = createHash('sha256');
  for (const file of sources) hash.update(readFileSync(source(file)));
  const key = hash.digest('hex').slice(0, 16);
  return path.join(cache, `controlplane-${key}`, 'controlplane');
}

function source(file: string): string {
  return path.join(__dirname, file);
}

function build(binary: string): void {
  mkdirSync(path.dirname(binary), { recursive: true });
  // Built beside its place and moved there, so that an interrupted build is never taken for a binary.
  const unfinished = `${binary}.${process.pid}`;
  execFileSync(
    'go',
    [
      'build',
      '-buildvcs=false',
      '-ldflags',
      versionFlags(),
      '-o',
      unfinished,
      '.',
    ],
    {
      cwd: __dirname,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  renameSync(unfinished, binary);
}

/** Unlinked, the server calls itself v0.0.0 and clients that check versions turn away. */
function versionFlags(): string {
  const goMod = readFileSync(source('go.mod'), 'utf8');
  const [, version, major, minor] =
    goMod.match(/k8s\.io\/kubernetes (v(\d+)\.(\d+)\.\d+)/) ?? [];
  const target = 'k8s.io/component-base/version';
  return [
    `-X ${target}.gitVersion=${version}`,
    `-X ${target}.gitMajor=${major}`,
    `-X ${target}.gitMinor=${minor}`,
    '-s -w',
  ].join(' ');
}
