import Tensors
import Testing
import Training

@Suite struct OptimizingTests {
    @Test func aStepOfAdamWIsThatOfThePaper() {
        let parameter = Parameter(Tensor([1, -2], shape: [1, 2]))
        var settings = AdamW.Settings()
        (settings.beta1, settings.beta2, settings.epsilon) = (0.9, 0.999, 1e-8)
        (settings.weightDecay, settings.clip) = (0.1, 100)
        let optimizer = AdamW([("weight", parameter)], settings)
        // By hand, in f64: after one step both moments are the gradient and its square, so w moves by the rate against
        // its sign, and by rate * decay * w towards zero.
        parameter.gradient.memory[0] = 0.5
        parameter.gradient.memory[1] = -3
        #expect(abs(optimizer.step(1, rate: 0.01) - Float(9.25).squareRoot()) < 1e-6)
        #expect(abs(parameter.value.memory[0] - (1 - 0.01 - 0.001)) < 1e-6)
        #expect(abs(parameter.value.memory[1] - (-2 + 0.01 + 0.002)) < 1e-6)
        #expect(parameter.gradient.values == [0, 0])
    }

    @Test func largeGradientsAreClippedByTheirCommonNorm() {
        let free = Parameter(Tensor([0, 0], shape: [2]))
        let clipped = Parameter(Tensor([0, 0], shape: [2]))
        for (parameter, clip) in [(free, Float(1e9)), (clipped, 1)] {
            var settings = AdamW.Settings()
            (settings.clip, settings.epsilon) = (clip, 1)
            parameter.gradient.memory[0] = 300
            parameter.gradient.memory[1] = 400
            AdamW([("x", parameter)], settings).step(1, rate: 1)
        }
        #expect(abs(free.value.memory[1] + 400 / 401) < 1e-4)
        #expect(abs(clipped.value.memory[1] + 0.8 / 1.8) < 1e-4)
    }

    @Test func aGradientThatIsNoNumberChangesNothing() {
        let parameter = Parameter(Tensor([1], shape: [1]))
        parameter.gradient.memory[0] = .nan
        #expect(!AdamW([("x", parameter)]).step(1, rate: 1).isFinite)
        #expect(parameter.value.values == [1])
        #expect(parameter.gradient.values == [0])
    }

    @Test func theRateWarmsUpAndFallsAsACosine() {
        let schedule = LearningRateSchedule(peak: 1, warmup: 0.1)
        #expect(schedule.rate(at: 0) < 0.02)
        #expect(schedule.rate(at: 0.05) == 0.5)
        #expect(schedule.rate(at: 0.1) == 1)
        #expect(abs(schedule.rate(at: 0.55) - 0.505) < 1e-3)
        #expect(abs(schedule.rate(at: 1) - 0.01) < 1e-6)
        #expect(schedule.rate(at: 7) == schedule.rate(at: 1))
    }
}
