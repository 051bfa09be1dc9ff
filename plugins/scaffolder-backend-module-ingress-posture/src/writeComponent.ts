import type { RemedyStep } from '@ingress-posture/engine';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';

/**
 * Writes steps as a kustomize component: what it creates as resources, what it changes or deletes as
 * patches. Answers with the files.
 */
export async function writeComponent(
  root: string,
  folder: string,
  steps: readonly RemedyStep[],
): Promise<readonly string[]> {
  if (steps.length === 0) return [];
  const parts = steps.map((step, index) => ({
    step,
    file: fileName(step, index),
  }));
  const created = parts.filter(({ step }) => step.action === 'create');
  const changed = parts.filter(({ step }) => step.action !== 'create');
  const files: Readonly<Record<string, string>> = {
    'kustomization.yaml': stringify({
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
      resources: created.map(({ file }) => file),
      patches: changed.map(({ step, file }) => ({
        path: file,
        ...(step.patchType === 'json' && { target: targetOf(step) }),
      })),
    }),
    ...Object.fromEntries(parts.map(({ step, file }) => [file, content(step)])),
  };
  await mkdir(path.join(root, folder), { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await writeFile(path.join(root, folder, file), text);
  }
  return Object.keys(files).map(file => path.join(folder, file));
}

function fileName({ action, object }: RemedyStep, index: number): string {
  const words = [index + 1, action, object.kind, object.namespace, object.name];
  const name = words.filter(Boolean).join('-').toLowerCase();
  return `${name.replace(/[^a-z0-9.-]/g, '-')}.yaml`;
}

/** Operations do not say on which object they are: kustomize is told beside them. */
function targetOf({
  object: { apiVersion, kind, namespace, name },
}: RemedyStep) {
  const [version, group] = apiVersion.split('/').reverse();
  return { ...(group && { group }), version, kind, namespace, name };
}

/** The object that is created; the operations on one; or the name of the one that is changed, and how. */
function content({
  action,
  object,
  patch,
  patchType,
  title,
}: RemedyStep): string {
  if (action === 'create' || patchType === 'json') {
    return withHead(title, parse(patch));
  }
  const { apiVersion, kind, ...metadata } = object;
  const change =
    action === 'delete' ? { $patch: 'delete' } : (parse(patch) as object);
  const { metadata: changed, ...rest } = change as { metadata?: object };
  return withHead(title, {
    apiVersion,
    kind,
    metadata: { ...metadata, ...changed },
    ...rest,
  });
}

function withHead(title: string, object: unknown): string {
  return `# ${title.replace(/\s+/g, ' ')}\n${stringify(object, {
    lineWidth: 0,
  })}`;
}
