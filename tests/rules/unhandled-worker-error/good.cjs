const { spawn } = require('child_process');

// Whatever nobody listens for is heard here.
process.on('uncaughtException', (error) => console.error(error));
spawn('true');

function Runner() {
  this.child = spawn('true');
}
Runner.prototype.listen = function () {
  this.child.on('error', console.error);
};
module.exports = Runner;
module.exports.child = spawn('true');
