namespace SencoFlows.Web.GovUk;

public enum TagColour { Grey, Green, Teal, Blue, Purple, Magenta, Red, Orange, Yellow }
