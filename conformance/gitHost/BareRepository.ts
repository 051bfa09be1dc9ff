import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** An entry of a tree, as GitHub's API has it; without a sha, the file is deleted. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null;
}

const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];

/** A bare git repository, handled by git itself: what is answered of it is true. */
export class BareRepository {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'git-host-'));

  constructor() {
    this.git('init', '--bare', '--quiet', '--initial-branch=main');
  }

  /** What git prints; `input` is what it is given. */
  git(...args: readonly string[]): string {
    return this.#run(args, {}).toString('utf8').trim();
  }

  /** Makes a folder's files the first commit of `main`, and the folder a clone of this repository. */
  adopt(folder: string): void {
    const git = (...args: readonly string[]) =>
      execFileSync('git', [...author, ...args], { cwd: folder });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'As it runs');
    git('remote', 'add', 'origin', this.folder);
    git('push', '--quiet', 'origin', 'main');
  }

  /** The commit that a branch, a tag or a sha names; undefined where there is none. */
  commit(name: string): string | undefined {
    try {
      return this.git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
    } catch {
      return undefined;
    }
  }

  /** All files of a commit as GitHub packs them, in a folder of their own. */
  tarball(sha: string): Buffer {
    return this.#run(
      ['archive', '--format=tar.gz', `--prefix=files-${sha}/`, sha],
      {},
    );
  }

  writeBlob(content: Buffer): string {
    return this.#run(['hash-object', '-w', '--stdin'], { input: content })
      .toString('utf8')
      .trim();
  }

  /** A tree like another one, but for some entries. */
  writeTree(base: string, entries: readonly TreeEntry[]): string {
    const env = {
      GIT_INDEX_FILE: path.join(
        this.folder,
        `index-${process.hrtime.bigint()}`,
      ),
    };
    const lines = entries.map(({ mode, sha, path: file }) =>
      sha === null ? `0 ${'0'.repeat(40)}\t${file}` : `${mode} ${sha}\t${file}`,
    );
    this.#run(['read-tree', base], { env });
    this.#run(['update-index', '--index-info'], {
      env,
      input: Buffer.from(`${lines.join('\n')}\n`),
    });
    return this.#run(['write-tree'], { env }).toString('utf8').trim();
  }

  writeCommit(tree: string, parents: readonly string[], message: string) {
    return this.git(
      ...author,
      'commit-tree',
      tree,
      ...parents.flatMap(parent => ['-p', parent]),
      '-m',
      message,
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #run(
    args: readonly string[],
    options: {
      readonly input?: Buffer;
      readonly env?: Readonly<Record<string, string>>;
    },
  ): Buffer {
    return execFileSync('git', [...args], {
      cwd: this.folder,
      input: options.input ?? Buffer.alloc(0),
      env: { ...process.env, ...options.env },
      maxBuffer: 2 ** 28,
    });
  }
}
