import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from './kubernetesApi';

/** Every object of YAML files, in their order; a `List` is its items. */
export function readManifests(files: readonly string[]): KubernetesObject[] {
  return files.flatMap(file =>
    parseAllDocuments(readFileSync(file, 'utf8')).flatMap(document =>
      objectsOf(document.toJS(), file),
    ),
  );
}

/** The YAML files of a folder. */
export function manifestFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .map(name => path.join(folder, name));
}

function objectsOf(document: unknown, file: string): KubernetesObject[] {
  if (document === null) return [];
  if (isList(document))
    return document.items.flatMap(item => objectsOf(item, file));
  if (isObject(document)) return [document];
  throw new Error(`${file} holds a document that is no Kubernetes object`);
}

function isList(value: unknown): value is { items: unknown[] } {
  return Array.isArray((value as { items?: unknown }).items);
}

function isObject(value: unknown): value is KubernetesObject {
  const { apiVersion, kind, metadata } = value as Partial<KubernetesObject>;
  return Boolean(apiVersion && kind && metadata?.name);
}
