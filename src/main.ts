/** The process: made ready for the machine that it runs on, then run. */
import { prepareProcess } from './main/prepare.ts';

prepareProcess();
await import('./main/run.ts');
