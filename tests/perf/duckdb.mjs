// DuckDB-WASM to compare with, where its adapter is at hand: installs the packages it needs beside the other results
// of the benchmark, bundles the adapter, and says where both are served.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';

const NEEDED = ['@duckdb/duckdb-wasm', 'esbuild'];

// `null`, with the reason printed, where it cannot be had.
export async function duckdb(shared, work) {
  const adapter = path.resolve(shared, 'web/engines/duckdb.js');
  try {
    const { dependencies } = JSON.parse(fs.readFileSync(path.join(shared, 'package.json'), 'utf8'));
    const wanted = Object.fromEntries(NEEDED.map((name) => [name, dependencies[name]]));
    const manifest = JSON.stringify({ private: true, dependencies: wanted });
    fs.mkdirSync(work, { recursive: true });
    const installed = path.join(work, 'package.json');
    const modules = path.resolve(work, 'node_modules');
    if (!fs.existsSync(installed) || !fs.existsSync(modules) || fs.readFileSync(installed, 'utf8') !== manifest) {
      fs.writeFileSync(installed, manifest);
      execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: work, stdio: 'ignore' });
    }
    const { build } = await import(path.join(modules, 'esbuild/lib/main.js'));
    const bundled = path.resolve(work, 'bundle');
    await build({
      entryPoints: [adapter],
      outfile: path.join(bundled, 'duckdb.js'),
      bundle: true,
      format: 'esm',
      target: 'es2022',
      nodePaths: [modules],
      logLevel: 'error',
    });
    return { address: '/duckdb/duckdb.js', folders: { '/duckdb/': bundled, '/node_modules/': modules } };
  } catch (error) {
    console.log(`without DuckDB-WASM: ${String(error.message).split('\n')[0]}`);
    return null;
  }
}
