const canvas = document.querySelector('canvas');
let sum = 0;
for (let i = 0; i < 50000000; i++) { // expect: the page's own code
  sum += Math.sqrt(i);
}
canvas.title = sum;
