import { InputError } from '@backstage/errors';
import { isDeepStrictEqual } from 'node:util';
import { Document, isScalar, isSeq } from 'yaml';
import { setScalar } from './mergeIntoYaml';

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/**
 * Changes a YAML document by the operations of a JSON Patch (RFC 6902) that remedies are made of, and
 * leaves comments, order and quotes of everything else as they are.
 */
export function operateOnYaml(document: Document, patch: unknown): void {
  for (const operation of patch as readonly Operation[]) {
    operate(document, operation);
  }
}

function operate(document: Document, { op, path, value }: Operation): void {
  const place = placeOf(document, path);
  switch (op) {
    case 'test':
      if (!isDeepStrictEqual(valueAt(document, place), value)) {
        throw new InputError(
          `The manifest does not say ${JSON.stringify(
            value,
          )} at ${path}, as the cluster does. Bring it up to date, and take the remedy again.`,
        );
      }
      break;
    case 'add':
      add(document, place, value);
      break;
    case 'replace':
      set(document, place, value);
      break;
    case 'remove':
      document.deleteIn(place);
      break;
    default:
      throw new InputError(`A remedy has no operation ${op}.`);
  }
}

type Place = readonly (string | number)[];

/** A JSON Pointer as the keys that lead there; `-` is what comes after the last entry of a list. */
function placeOf(document: Document, path: string): Place {
  const parts = path
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.map((part, index) => {
    const list = document.getIn(parts.slice(0, index), true);
    if (!isSeq(list)) return part;
    return part === '-' ? list.items.length : Number(part);
  });
}

function valueAt(document: Document, place: Place): unknown {
  const node = document.getIn(place, true);
  return node === undefined
    ? undefined
    : document.createNode(node).toJS(document);
}

/** Between the entries of a list; in a map in place of what is there. */
function add(document: Document, place: Place, value: unknown): void {
  const list = document.getIn(place.slice(0, -1), true);
  const last = place.at(-1);
  if (isSeq(list) && typeof last === 'number') {
    list.items.splice(last, 0, document.createNode(value));
  } else {
    set(document, place, value);
  }
}

function set(document: Document, place: Place, value: unknown): void {
  const before = document.getIn(place, true);
  if (isScalar(before) && (value === null || typeof value !== 'object')) {
    setScalar(before, value);
  } else {
    document.setIn(place, document.createNode(value));
  }
}
