/** Files on their way to the sandbox. */
/** @import { FileSent } from '../page-protocol.ts' */
import { useLayoutEffect } from 'preact/hooks';

/** Bytes that Discord lets anyone upload. */
const limit = 10 * 1024 * 1024;

/**
 * Takes files that are dropped anywhere on the page, which the browser would open otherwise.
 * @param {(files: readonly File[]) => void} take
 */
export function useDrop(take) {
  useLayoutEffect(() => {
    const over = (/** @type {DragEvent} */ event) => event.preventDefault();
    const drop = (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) take(files);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  });
}

/** @param {readonly File[]} files @returns {Promise<FileSent[]>} */
export function filesSent(files) {
  return Promise.all(files.map(fileSent));
}

/** @param {File} file @returns {Promise<FileSent>} */
export async function fileSent(file) {
  if (file.size > limit) throw new Error(`${file.name}: Your files are too powerful. Max file size: 10 MB`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return { name: file.name, type: file.type, base64: btoa(binary) };
}
