/** Finished stages of a training, kept in a folder: a training that was broken off goes on where it stood. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';

export class Checkpoints {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
  }

  /** The value of a finished stage, if there is one. */
  read<T>(name: string): T | undefined {
    const file = path.join(this.#dir, `${name}.v8`);
    return existsSync(file) ? (deserialize(readFileSync(file)) as T) : undefined;
  }

  /** Written aside and moved into place, so that a half-written file is never taken for a stage. */
  write(name: string, value: unknown): void {
    const file = path.join(this.#dir, `${name}.v8`);
    writeFileSync(`${file}.part`, serialize(value));
    renameSync(`${file}.part`, file);
  }

  async stage<T>(name: string, make: () => Promise<T> | T): Promise<T> {
    const known = this.read<T>(name);
    if (known !== undefined) return known;
    const value = await make();
    this.write(name, value);
    return value;
  }
}
