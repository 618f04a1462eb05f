import assert from 'node:assert/strict';
import test from 'node:test';
import { type Stall, watchdog } from '../../src/models/watchdog.ts';

const PATIENCE = { firstByteMs: 600_000, idleMs: 60_000 };

test('the first byte may take long, the next ones may not', t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const stalls: Stall[] = [];
  const dog = watchdog(PATIENCE, stall => stalls.push(stall));
  t.mock.timers.tick(599_000);
  dog.fed();
  for (let index = 0; index < 5; index += 1) {
    t.mock.timers.tick(59_000);
    dog.fed();
  }
  assert.deepEqual(stalls, []);
  t.mock.timers.tick(60_000);
  assert.deepEqual(stalls, [{ phase: 'idle', ms: 60_000 }]);
});

test('without a first byte it says so, once', t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const stalls: Stall[] = [];
  watchdog(PATIENCE, stall => stalls.push(stall));
  t.mock.timers.tick(601_000);
  t.mock.timers.tick(601_000);
  assert.deepEqual(stalls, [{ phase: 'first-byte', ms: 600_000 }]);
});

test('last words are waited for shortly', t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const stalls: Stall[] = [];
  const dog = watchdog(PATIENCE, stall => stalls.push(stall));
  dog.fed();
  dog.hurry(3000);
  dog.hurry(3000);
  t.mock.timers.tick(3000);
  assert.deepEqual(stalls, [{ phase: 'idle', ms: 3000 }]);
});

test('a stopped watchdog is silent', t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const dog = watchdog(PATIENCE, () => assert.fail('it barked'));
  dog.stop();
  t.mock.timers.tick(700_000);
});

test('the server is not blamed for a program that was stopped', t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const stalls: Stall[] = [];
  const dog = watchdog(PATIENCE, stall => stalls.push(stall));
  dog.fed();
  // While the program is stopped the clock goes on and no timer fires.
  t.mock.timers.setTime(Date.now() + 3_600_000);
  t.mock.timers.tick(60_000);
  assert.deepEqual(stalls, []);
  t.mock.timers.tick(60_000);
  assert.deepEqual(stalls, [{ phase: 'idle', ms: 60_000 }]);
});
