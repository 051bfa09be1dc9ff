import type { RemedyStep } from '@ingress-posture/engine';
import { Document, isMap, parseAllDocuments, ParsedNode } from 'yaml';
import { mergeIntoYaml } from './mergeIntoYaml';
import type { ObjectName } from './objectName';
import { operateOnYaml } from './operateOnYaml';
import { yamlStyle } from './yamlStyle';

type PatchType = RemedyStep['patchType'];
type Parsed = Document.Parsed<ParsedNode>;

/** A YAML file with Kubernetes objects; what is not changed keeps every byte. */
export class ManifestFile {
  readonly #text: string;
  readonly #documents: readonly Parsed[];
  readonly #changes = new Map<Parsed, string>();

  private constructor(text: string, documents: readonly Parsed[]) {
    this.#text = text;
    this.#documents = documents;
  }

  /** Undefined for what is no YAML, such as a Helm template. */
  static parse(text: string): ManifestFile | undefined {
    const parsed = parseAllDocuments(text);
    const documents = 'empty' in parsed ? [] : [...parsed];
    return documents.some(({ errors }) => errors.length > 0)
      ? undefined
      : new ManifestFile(text, documents);
  }

  /** How many documents are this object; one that names no namespace may be of any. */
  count(object: ObjectName, namespace: 'named' | 'left out'): number {
    return this.#find(object, namespace).length;
  }

  /** Changes the object by a merge patch of either kind, or by the operations of a JSON Patch. */
  merge(
    object: ObjectName,
    namespace: 'named' | 'left out',
    patch: unknown,
    type?: PatchType,
  ): void {
    for (const document of this.#find(object, namespace)) {
      const style = yamlStyle(document, this.#text);
      if (type === 'json') operateOnYaml(document, patch);
      else mergeIntoYaml(document, patch, type);
      this.#changes.set(document, document.toString(style));
    }
  }

  /** Takes the object out of the file. */
  remove(object: ObjectName, namespace: 'named' | 'left out'): void {
    for (const document of this.#find(object, namespace)) {
      this.#changes.set(document, '');
    }
  }

  toString(): string {
    let start = 0;
    return this.#documents
      .map(document => {
        const [, , end] = document.range;
        const before = this.#text.slice(start, end);
        start = end;
        return this.#changes.get(document) ?? before;
      })
      .join('');
  }

  #find(object: ObjectName, namespace: 'named' | 'left out') {
    return this.#documents.filter(
      document =>
        this.#changes.get(document) !== '' &&
        isMap(document.contents) &&
        group(document.get('apiVersion')) === group(object.apiVersion) &&
        document.get('kind') === object.kind &&
        document.getIn(['metadata', 'name']) === object.name &&
        document.getIn(['metadata', 'namespace']) ===
          (namespace === 'named' ? object.namespace : undefined),
    );
  }
}

/** Versions of a group are the same object. */
function group(apiVersion: unknown): string {
  const [first, second] = String(apiVersion).split('/');
  return second === undefined ? '' : first;
}
