import { existsSync } from 'node:fs';
import path from 'node:path';

const beside = path.resolve(__dirname, '../../shared');
const carried = path.join(__dirname, 'given');

/** Path of a fact or answer that the project was given: the one beside the clone, else our copy of it. */
export function givenFile(name: string): string {
  const file = path.join(beside, name);
  return existsSync(file) ? file : path.join(carried, name);
}
